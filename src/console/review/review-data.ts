/** What the pages of 审核 show, as the API answers it, and small words made from it. */
import words from '../../../content/wording/console/review.yaml';
import type { paths } from '../generated/api.d.ts';
import { say } from '../look/say.ts';
import { dueWords, limitWords } from '../look/time-words.ts';

type Get<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;
export type Queue = Get<'/api/v1/review'>;
export type Waiting = Queue['waiting'][number];
export type View = Get<'/api/v1/review/{post}'>;
export type ViewBlock = View['blocks'][number];
export type Part = ViewBlock['cells'][number][number];
export type Gate = View['gates'][number];
type Signed = paths['/api/v1/review/{post}/sign']['post']['responses'][200]['content']['application/json'];
type Substitutes = Get<'/api/v1/substitutes'>;
export type Substitution = Substitutes['items'][number];
export type SubstituteChoice = Substitutes['standIns'][number];
export type Keeping = View['keeping'];
/** What becomes of a post after its last signature. */
export type Follows = NonNullable<Signed['follows']>;
export type ShownForm = Get<'/api/v1/review/{post}/form'>;

/** A passage marked for a return, in the text as it stands. */
export interface Mark {
  article: number;
  block: number;
  start: number;
  end: number;
  excerpt: string;
}

const SOON = 8 * 3_600_000;

/** 还剩 48 分钟（10:00 前） inside eight hours, 今天 16:00 前 or 11月24日 18:00 前 beyond, 超期 … after. */
export function dueText(dueAt: number, now: number): string {
  return dueAt - now < SOON ? dueWords({ dueAt, now }) : limitWords(dueAt, now);
}

/** 7f3a·c91e·02bd: as much of a hash as people compare. */
export function shortHash(hash: string): string {
  return [0, 4, 8].map((i) => hash.slice(i, i + 4)).join('·');
}

const checks: Readonly<Record<string, string>> = words.checks;

/** What a check is about, in Chinese. */
export function checkName(check: string): string {
  return checks[check] ?? words.checks.other;
}

/** The line under a change: 删去“…”, “…”改为“…”. */
export function changeWords(blocks: readonly ViewBlock[]): string {
  if (blocks.some(({ kind }) => kind === 'cover')) return words.view.did.cover;
  const parts = blocks.flatMap(({ cells }) => cells.flat());
  const of = (op: Part['op']) => parts.filter((part) => part.op === op);
  const text = (op: Part['op']) =>
    shortened(
      of(op)
        .map((part) => part.text)
        .join(''),
    );
  const [gone, come] = [of('del'), of('ins')];
  if (gone.length + come.length > 3) return words.view.did.many;
  if (come.length === 0) return say(words.view.did.del, { text: text('del') });
  if (gone.length === 0) return say(words.view.did.ins, { text: text('ins') });
  return say(words.view.did.mod, { from: text('del'), to: text('ins') });
}

function shortened(text: string): string {
  const bare = text.replace(/^[，。；、\s]+/u, '').trim();
  return [...bare].length > 24 ? `${[...bare].slice(0, 24).join('')}…` : bare;
}

/** Why the signature is off, in one line; null when it can be given. */
export function missingWords(view: View, isPhone: boolean): string | null {
  const nameOf = (id: string | undefined) => view.gates.find((gate) => gate.id === id)?.name ?? '';
  const [own] = view.mine.ownOpen;
  if (own !== undefined) {
    const key = view.gates.findIndex((gate) => gate.id === own) + 1;
    return say(isPhone ? words.sign.missingPhone : words.sign.missing, { name: nameOf(own), key });
  }
  const [other] = view.mine.othersOpen;
  if (!view.mine.may) {
    const not: Readonly<Record<string, string>> = words.sign.not;
    return not[view.mine.why ?? ''] ?? words.sign.not['role-missing'];
  }
  if (other === undefined) return null;
  const gate = view.gates.find(({ id }) => id === other);
  return say(words.sign.others, { name: nameOf(other), who: gate ? whoTicks(gate) : '' });
}

/** What is said of the last tick of somebody who does not sign now: the post leaves his list with it. Null for other ticks. */
export function lastTickWords({ gates, mine, chain }: View, gate: string): string | null {
  if (mine.may || gates.some(({ id, may }) => may && id !== gate)) return null;
  const next = chain.find(({ kind, state }) => kind === 'step' && state === 'waiting');
  const name = gates.find(({ id }) => id === gate)?.name ?? '';
  return next ? say(words.gates.done, { name, who: next.who || next.what }) : null;
}

/** 等何保密员勾, or how many may. */
export function whoTicks({ others }: Gate): string {
  const [only, ...more] = others;
  if (only === undefined) return words.gates.nobody;
  return more.length === 0 ? say(words.gates.waits, { who: only }) : say(words.gates.several, { n: others.length });
}
