import { join } from 'node:path';
import { type CoverLook, noLook } from '../config/cover-look.ts';
import { defaultSettings } from '../config/settings.ts';
import { type CoverDesigns, readCoverDesigns } from './cover-design.ts';
import type { Finding } from './finding.ts';
import type { LostPicture } from './lost-picture-store.ts';
import type { Manner } from './manner.ts';
import type { BundleLayout } from './page-material.ts';
import { wechatLimits } from './platform-limits.ts';
import type { Composed, Limits } from './post.ts';
import { readTemplates, type Templates } from './templates.ts';
import { readTheme, type Theme } from './theme.ts';
import { type FindingWording, readFindingWording } from './wording.ts';

/** Everything composing needs besides the material: what an office set, and what stands in content/. */
export interface Composing {
  templates: Templates;
  theme: Theme;
  wording: FindingWording;
  covers: CoverDesigns;
  limits: Limits;
  /** Digests are composed to this many code points. */
  digestChars: number;
  /** Name of the office that publishes: author of articles, and on covers. */
  office: string;
  /** 政策咨询电话 of the office, for bundles that bring none of their own. */
  telephone: string | null;
  /** A bundle as several articles or as one with parts, when nobody has chosen for the post. */
  bundleLayout: BundleLayout;
  /** Key points of a text that is too long take at most so many 字. */
  keyPointChars: number;
  /** the words in which 主动公开 is printed. */
  markingWords: string;
  /** the manners of release of a post for which nobody has chosen any. */
  manner: readonly Manner[];
}

/** What of config's `posts` composing obeys. */
export type PostPrinting = Pick<
  Composing,
  'digestChars' | 'bundleLayout' | 'keyPointChars' | 'markingWords' | 'manner'
>;

/** A composed revision, not yet saved, and what composing found. */
export interface Composition {
  composed: Composed;
  findings: Finding[];
  /** Pictures that a passing error kept from it: they are asked for again after it was saved. */
  waiting?: readonly LostPicture[];
}

/**
 * Reads templates, theme, wording and cover design of a content folder once.
 * @throws FixContent naming the file and line that is broken
 */
export function readComposing(
  contentFolder: string,
  office: { name: string; telephone: string | null; theme?: string },
  look: CoverLook = noLook,
  printing: PostPrinting = defaultSettings.posts,
): Composing {
  return {
    templates: readTemplates(join(contentFolder, 'templates')),
    theme: readTheme(join(contentFolder, 'themes'), office.theme),
    wording: readFindingWording(join(contentFolder, 'wording', 'posts.yaml')),
    covers: readCoverDesigns(join(contentFolder, 'covers', 'designs.yaml'), look),
    limits: wechatLimits,
    office: office.name,
    telephone: office.telephone,
    digestChars: printing.digestChars,
    bundleLayout: printing.bundleLayout,
    keyPointChars: printing.keyPointChars,
    markingWords: printing.markingWords,
    manner: printing.manner,
  };
}
