import { load } from 'cheerio';
import fc from 'fast-check';
import sanitize from 'sanitize-html';
import { describe, expect, test } from 'vitest';
import { wechatLimits } from '../../src/posts/platform-limits.ts';
import { readTheme } from '../../src/posts/theme.ts';
import { keepsText, visibleText } from '../../src/posts/visible-text.ts';
import { toWechatHtml } from '../../src/posts/wechat-html.ts';
import { survivingCss, survivingTags } from '../../src/posts/wechat-tags.ts';
import { cleanArticleHtml } from '../../src/sandbox/wechat/draft-cleaning.ts';
import { html, pictures } from './html-arbitrary.ts';

const themes = {
  blue: readTheme('content/themes'),
  red: readTheme('content/themes', 'red'),
  plain: readTheme('content/themes', 'plain'),
};
const theme = fc.constantFrom('blue', 'red', 'plain');
/** Limits small enough that every level of a theme is taken, and the last resort too. */
const limits = fc.oneof(
  fc.constant(wechatLimits),
  fc.integer({ min: 1, max: 3000 }).map((htmlCharsBelow) => ({ ...wechatLimits, htmlCharsBelow })),
);
const platformAddress = `http://mmbiz.qpic.cn/sz_mmbiz_png/${'Ab3'.repeat(28)}/640?wx_fmt=png&amp;from=appmsg`;
const uploaded = (text: string) => text.replace(/<img src="asset:[0-9a-f]{64}"/g, `<img src="${platformAddress}"`);
/** Parsers write a fixed blank by its name. */
const literal = (text: string) => text.replaceAll('&nbsp;', '\u00a0');
const stored = new Map([...pictures].filter(([address]) => address.startsWith('asset:')));
const numRuns = Number(process.env.HTML_RUNS ?? 150);

describe('WeChat-safe HTML', () => {
  test('making it twice changes nothing, whatever the theme and the limit', () => {
    fc.assert(
      fc.property(html, theme, limits, (source, name, most) => {
        const look = themes[name];
        const once = toWechatHtml(source, pictures, look, most);
        const twice = toWechatHtml(once.html, pictures, look, most);
        expect(twice.html).toBe(once.html);
        expect(twice).toMatchObject({ images: once.images, level: once.level, fits: once.fits, lostPictures: [] });
        expect(toWechatHtml(once.html, stored, look, most).html).toBe(once.html);
        expect(toWechatHtml(source, pictures, look, most)).toEqual(once);
      }),
      { numRuns },
    );
  });

  test('the platform changes nothing of it, and a sanitiser with its list neither', () => {
    const allowed = ['style', 'href', 'src', 'alt', 'colspan', 'rowspan'];
    fc.assert(
      fc.property(html, theme, limits, (source, name, most) => {
        const look = themes[name];
        const sent = uploaded(toWechatHtml(source, pictures, look, most).html);
        expect(literal(cleanArticleHtml(sent))).toBe(sent);
        const sanitised = sanitize(sent, {
          allowedTags: [...survivingTags],
          allowedAttributes: { '*': allowed },
          allowedSchemes: ['http', 'https'],
          parseStyleAttributes: false,
        });
        expect(load(sanitised, null, false).html()).toBe(load(sent, null, false).html());
      }),
      { numRuns },
    );
  });

  test('nothing that the platform drops is left in', () => {
    fc.assert(
      fc.property(html, theme, (source, name) => {
        const look = themes[name];
        const $ = load(toWechatHtml(source, pictures, look, wechatLimits).html, null, false);
        for (const element of $.root().find('*').toArray()) {
          expect(survivingTags.has(element.name), element.name).toBe(true);
          for (const [name, value] of Object.entries(element.attribs)) {
            expect(['style', 'href', 'src', 'alt', 'colspan', 'rowspan']).toContain(name);
            if (name === 'src') expect(value).toMatch(/^asset:[0-9a-f]{64}$/);
            if (name === 'href') expect(value).toMatch(/^https?:\/\/mp\.weixin\.qq\.com\//);
            if (name === 'style') {
              expect(value).not.toMatch(/url\(|expression|var\(|calc\(|[<>"]/i);
              for (const part of value.split(';')) expect(part.split(':')[0]).toMatch(survivingCss);
            }
          }
          if (element.name === 'p') expect(element.attribs.style).toMatch(/(^|;)color:/);
        }
      }),
      { numRuns },
    );
  });

  test('no visible text of the source is lost', () => {
    fc.assert(
      fc.property(html, limits, (source, most) => {
        const made = toWechatHtml(source, pictures, themes.blue, most).html;
        expect(keepsText(source, made), `${visibleText(source)} → ${made}`).toBe(true);
      }),
      { numRuns },
    );
  });

  test('it is inside the budget with the addresses of the platform, or says that it is not', () => {
    fc.assert(
      fc.property(html, theme, limits, (source, name, most) => {
        const look = themes[name];
        const made = toWechatHtml(source, pictures, look, most);
        const sent = uploaded(made.html);
        expect(sent.length).toBeLessThanOrEqual(made.htmlCharacters);
        if (made.fits) expect(sent.length).toBeLessThan(most.htmlCharsBelow);
        else expect(made).toMatchObject({ level: look.levels.length - 1, cards: 0 });
      }),
      { numRuns },
    );
  });
});
