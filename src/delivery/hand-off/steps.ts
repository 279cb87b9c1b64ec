import { join } from 'node:path';
import { z } from 'zod';
import { beijingTime, isoBeijing } from '../../calendar/beijing-time.ts';
import { readYaml } from '../../config/read-yaml.ts';
import { fillSentence } from '../../fill-sentence.ts';
import type { HandOff } from './hand-off.ts';

const text = { zh: z.string().min(1), en: z.string().min(1) };
const act = z.enum(['draft', 'publish', 'massSend', 'message']);
const step = z.strictObject({
  id: z.string(),
  for: z.enum(['article', 'group']).optional(),
  act: z.union([act.transform((one) => [one]), z.array(act)]).optional(),
  draftThere: z.literal(true).optional(),
  console: z.string().min(1).optional(),
  ...text,
});
const schema = z.strictObject({ acts: z.record(act, z.strictObject(text)), steps: z.array(step).min(1) });

/** What a hand-off says to staff, as content/wording/hand-off.yaml has it; `console` stands in the console for `zh`. */
export type HandOffWording = z.output<typeof schema>;

/** @throws ConfigProblems naming file and line */
export function readHandOffWording(contentFolder: string): HandOffWording {
  return readYaml(join(contentFolder, 'wording', 'hand-off.yaml'), schema).value;
}

/**
 * The steps for this account and act, in Chinese, filled in. Pure.
 * @param on where they are read: beside the files of a package, or on the page of the console
 */
export function stepsOf(
  handOff: HandOff,
  wording: HandOffWording,
  pictures: number,
  on: 'package' | 'console',
): string[] {
  const sort = isGroup(handOff) ? 'group' : 'article';
  const { account, act, delivery, content, draftThere } = handOff;
  const title = content.articles[0]?.title ?? '';
  const due = `${isoBeijing(handOff.dueAt).slice(0, 10)} ${beijingTime(handOff.dueAt)}`;
  const values: Record<string, string | number> = {
    account,
    delivery,
    title,
    due,
    count: content.articles.length,
    pictures,
    links: linksOf(content.articles.length),
  };
  return wording.steps
    .filter((each) => each.for === undefined || each.for === sort)
    .filter((each) => each.act === undefined || each.act.includes(act))
    .filter((each) => each.draftThere !== true || draftThere)
    .map(({ zh, console }) => fillSentence((on === 'console' ? console : undefined) ?? zh, values, () => ''));
}

/** What the command that confirms takes: a link for each article. */
function linksOf(count: number): string {
  if (count < 2) return '--link 文章链接';
  return Array.from({ length: count }, (_, i) => `--link 第${i + 1}篇链接`).join(' ');
}

/** Whether the account is a group, which takes a short text and no articles. */
export function isGroup({ act }: Pick<HandOff, 'act'>): boolean {
  return act === 'message';
}
