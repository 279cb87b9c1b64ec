import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { aptInstall } from './service.ts';

/** Where Debian and Ubuntu put the browser. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Path of a Chromium with Chinese fonts, both installed with apt-get when they are missing and this is root.
 * TEST_CHROMIUM names another one, which is then taken as it is.
 * @throws Error that says what to install when this user may not
 */
export function findBrowser(): string {
  const given = process.env.TEST_CHROMIUM;
  if (given) return given;
  if (!hasChineseFont()) aptInstall('fonts-noto-cjk', 'TEST_CHROMIUM');
  const found = PLACES.find((place) => existsSync(place));
  if (found) return found;
  aptInstall('chromium', 'TEST_CHROMIUM');
  const installed = PLACES.find((place) => existsSync(place));
  if (!installed) throw new Error(`chromium was installed but is at none of ${PLACES.join(', ')}: set TEST_CHROMIUM`);
  return installed;
}

/** Without one every Chinese character is an empty box, and so are the pictures that tests compare. */
function hasChineseFont(): boolean {
  try {
    const fonts = execFileSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
    return fonts.includes('Noto Sans CJK SC') && fonts.includes('Noto Serif CJK SC');
  } catch {
    return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
  }
}
