/** What `govcast cross-posting` answers. */
import { beijingDay, isoBeijing } from './calendar/beijing-time.ts';
import { Refused } from './errors.ts';
import type { Govcast } from './govcast.ts';
import { page } from './posts/read-material.ts';
import { sourceKinds } from './proposal-desk.ts';
import { crossPostsOf, pagesOf, recentCrossPosts, rulesSince } from './schedule/cross-posting/cross-post-store.ts';
import { judgedText, readCrossPostingWording } from './schedule/cross-posting/cross-posting-wording.ts';
import { type JudgedPage, judgeRule } from './schedule/cross-posting/judge-rule.ts';

const DAY_MS = 86_400_000;
const SHOWN = 100;

/** The rules with the day since which each takes pages, and what they took in the last 30 days. */
export async function answerCrossPosting({ acting, clock, config }: Govcast) {
  const { rules } = config.crossPosting;
  const since = await rulesSince(acting.db, rules);
  const posts = await recentCrossPosts(acting.db, clock.now() - 30 * DAY_MS, SHOWN);
  return {
    rules: rules.map(({ id, name, channels, kind, workflow, submit, withinHours = null, author }) => {
      const from = since.get(id) ?? null;
      const fromOn = from === null ? null : beijingDay(from);
      const taken = posts.filter((post) => post.rule === id);
      const count = (state: string) => taken.filter((post) => post.state === state).length;
      const counts = { wanted: count('wanted'), placed: count('placed'), withdrawn: count('withdrawn') };
      return { id, name, fromOn, channels, kind, workflow, submit, withinHours, author, ...counts };
    }),
    posts: posts.map(({ at, dueAt, ...post }) => ({
      ...post,
      at: isoBeijing(at),
      dueAt: dueAt === null ? null : isoBeijing(dueAt),
    })),
  };
}

/** Which rule takes a page, and why or why not; what it took already is said. */
export async function answerTry(govcast: Govcast, asked: JudgedPage, item: string | null) {
  const { acting, config, environment } = govcast;
  const wording = readCrossPostingWording(environment.contentFolder);
  const { rules } = config.crossPosting;
  const since = await rulesSince(acting.db, rules);
  const taken = item === null ? [] : await crossPostsOf(acting.db, [item]);
  return {
    title: asked.title,
    rules: rules.map((rule) => {
      const { takes, reasons } = judgeRule(rule, asked, since.get(rule.id) ?? null);
      const already = taken.filter((row) => row.rule === rule.id);
      return {
        ...{ rule: rule.id, name: rule.name, takes, channels: rule.channels },
        reasons: reasons.map((reason) => judgedText(wording, reason, 'zh')),
        text: reasons.map((reason) => judgedText(wording, reason, 'en')),
        taken: already.map(({ channel, state, post }) => ({ channel, state, post })),
      };
    }),
  };
}

/** A page by its id. @throws Refused when there is none */
export async function pageById(govcast: Govcast, item: string): Promise<JudgedPage> {
  const kinds = sourceKinds(govcast);
  const pages = await pagesOf(govcast.acting.db, [item], (source) => kinds.get(source) ?? '');
  const found = pages.get(item);
  if (found) return found;
  throw new Refused({
    code: 'item-unknown',
    message: `there is no page ${item}`,
    place: `item:${item}`,
    remedy: 'Name the id of a page that was crawled, or a file as `govcast extract --json` prints it.',
  });
}

/** A page out of the answer of `govcast extract`, as if it stood in a column. */
export function pageOfFile(govcast: Govcast, extracted: unknown, source: string): JudgedPage {
  const { title, issuer, number, publishedAt } = page.parse(extracted);
  const columnKind = sourceKinds(govcast).get(source) ?? '';
  return { source, columnKind, title: title ?? '', issuer, number, publishedAt, withdrawn: false };
}
