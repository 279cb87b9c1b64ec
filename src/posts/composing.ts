import { join } from 'node:path';
import { type CoverDesign, readCoverDesign } from './cover-design.ts';
import type { Finding } from './finding.ts';
import { composedDigestChars, wechatLimits } from './platform-limits.ts';
import type { Composed, Limits } from './post.ts';
import { readTemplates, type Templates } from './templates.ts';
import { readTheme, type Theme } from './theme.ts';
import { type FindingWording, readFindingWording } from './wording.ts';

/** Everything composing needs besides the material: what an office set, and what stands in content/. */
export interface Composing {
  templates: Templates;
  theme: Theme;
  wording: FindingWording;
  cover: CoverDesign;
  limits: Limits;
  /** Digests are composed to this many code points. */
  digestChars: number;
  /** Name of the office that publishes: author of articles, and on covers. */
  office: string;
  /** 政策咨询电话 of the office, for bundles that bring none of their own. */
  telephone: string | null;
}

/** A composed revision, not yet saved, and what composing found. */
export interface Composition {
  composed: Composed;
  findings: Finding[];
}

/**
 * Reads templates, theme, wording and cover design of a content folder once.
 * @throws FixContent naming the file and line that is broken
 */
export function readComposing(contentFolder: string, office: { name: string; telephone: string | null }): Composing {
  return {
    templates: readTemplates(join(contentFolder, 'templates')),
    theme: readTheme(join(contentFolder, 'themes')),
    wording: readFindingWording(join(contentFolder, 'wording', 'posts.yaml')),
    cover: readCoverDesign(join(contentFolder, 'covers', 'default.yaml')),
    limits: wechatLimits,
    digestChars: composedDigestChars,
    office: office.name,
    telephone: office.telephone,
  };
}
