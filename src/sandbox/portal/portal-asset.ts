import { attachmentPath, infographicPath, picturePath } from './asset-path.ts';
import { docxFile, pdfFile } from './attachment-file.ts';
import { allPages } from './pages/all-pages.ts';
import { infographicPicture, newsPicture } from './picture.ts';
import { beijingMs } from './portal-page.ts';

interface Asset {
  type: string;
  body: Buffer;
  changedAt: number;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const makers = assetMakers();
const made = new Map<string, Promise<Asset>>();

/** The picture or attachment at this address, made when it is first asked for; undefined when there is none. */
export function portalAsset(path: string): Promise<Asset> | undefined {
  const maker = makers.get(path);
  if (!maker) return undefined;
  const asset = made.get(path) ?? maker();
  made.set(path, asset);
  return asset;
}

function assetMakers(): Map<string, () => Promise<Asset>> {
  const byPath = new Map<string, () => Promise<Asset>>();
  for (const page of allPages) {
    const changedAt = beijingMs(page.publishedAt);
    const { infographic, title } = page;
    if (infographic) {
      byPath.set(infographicPath(page), async () => {
        return { type: 'image/png', body: await infographicPicture(title, infographic), changedAt };
      });
    }
    if (page.text.includes('((picture))')) {
      byPath.set(picturePath(page), async () => ({ type: 'image/png', body: await newsPicture(title), changedAt }));
    }
    page.attachments?.forEach(({ name, kind }, i) => {
      byPath.set(attachmentPath(page, i), async () =>
        kind === 'pdf'
          ? { type: 'application/pdf', body: pdfFile(`${page.id}-${i + 1}`), changedAt }
          : { type: DOCX, body: docxFile(name), changedAt },
      );
    });
  }
  return byPath;
}
