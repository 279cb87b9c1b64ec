import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../config/read-yaml.ts';
import { fillSentence } from '../fill-sentence.ts';
import type { Concern } from './concern.ts';

export type Language = 'zh' | 'en';

const text = z.strictObject({
  title: z.string().min(1),
  text: z.string().min(1),
  remedy: z.string().min(1).optional(),
});
const kinds = z.record(z.string(), z.strictObject({ zh: text, en: text }));
const both = z.strictObject({ zh: z.string(), en: z.string() });
const cause = z.strictObject({ cause: z.string().min(1), next: z.string().min(1) });
const frames = z.strictObject({
  one: both,
  many: both,
  red: both,
  ended: both,
  endedText: both,
  escalated: both,
  since: both,
  take: both,
  more: both,
  digest: both,
  figuresTitle: both,
  sections: z.array(both.extend({ id: z.string().min(1), kinds: z.array(z.string()) })).min(1),
  figures: z.strictObject({ published: both, nothing: both, requests: both }),
  mail: z.record(z.string(), z.strictObject({ zh: cause, en: cause })),
});

/** What staff read of a matter. */
export type ConcernText = z.infer<typeof text>;

/** content/wording/notices.yaml by kind, and the frames around it. */
export interface NoticeWording {
  kinds: z.infer<typeof kinds>;
  frames: z.infer<typeof frames>;
}

/** @throws ConfigProblems naming file and line */
export function readNoticeWording(contentFolder: string): NoticeWording {
  const file = (name: string) => join(contentFolder, 'wording', name);
  return {
    kinds: readYaml(file('notices.yaml'), kinds).value,
    frames: readYaml(file('notice-frames.yaml'), frames).value,
  };
}

/** A matter in words. A kind without wording is told by its name and fields: better than not at all. */
export function concernText(
  wording: NoticeWording,
  { kind, fields }: Pick<Concern, 'kind' | 'fields'>,
  language: Language = 'zh',
): ConcernText {
  const found = wording.kinds[kind]?.[language];
  if (!found) return { title: kind, text: Object.values(fields).join(' ') || kind };
  const { title, text: body, remedy } = found;
  return {
    title: filled(title, fields),
    text: filled(body, fields),
    ...(remedy === undefined ? {} : { remedy: filled(remedy, fields) }),
  };
}

/** `{name}` in a text replaced by its value; one that is missing shows as ….  */
export function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return fillSentence(template, values, () => '…');
}
