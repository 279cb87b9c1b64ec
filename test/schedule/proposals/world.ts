import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { openChannel } from '../../../src/channels/channels.ts';
import { type TestClock, testClock } from '../../../src/clock.ts';
import { type Config, loadConfig } from '../../../src/config/load-config.ts';
import type { Article } from '../../../src/portal/article.ts';
import { blankPage } from '../../../src/posts/blank-page.ts';
import { readComposing } from '../../../src/posts/composing.ts';
import type { ProposalHouse } from '../../../src/proposal-desk.ts';
import { allFindings, readChecking } from '../../../src/review/checks/checks.ts';
import { planningOf } from '../../../src/schedule/placing/planning.ts';
import { readPlanWording } from '../../../src/schedule/planner/wording.ts';
import { readProposalWording } from '../../../src/schedule/proposals/proposal-wording.ts';
import { readSeasons } from '../../../src/schedule/seasons/read-seasons.ts';
import { shippedConfig } from '../../config/config-folder.ts';
import { type TestStore, testActing } from '../../store/test-store.ts';

export const START = Date.parse('2026-11-25T09:00:00+08:00');
export const DAY = 86_400_000;
const shipped = loadConfig(shippedConfig);
const ids = shipped.channels.map(({ id }) => id);
const seasons = readSeasons('content', ids);
const composing = readComposing('content', shipped.settings.office, undefined, shipped.settings.posts);
const checking = readChecking('content', composing.limits);
const wording = readProposalWording('content');

/** The parts of a running govcast that proposals and cross-posting use, on a store and a clock of the test's. */
export function proposalHouse(
  { db }: Pick<TestStore, 'db'>,
  clock: TestClock = testClock(START),
  change: Partial<Config> = {},
): ProposalHouse {
  const config = { ...shipped, ...change };
  const acting = testActing(db, clock);
  const calendar = buildCalendar(config.calendarYears);
  const named = (name: string) => {
    const found = config.channels.find(({ id, role }) => id === name || (name === 'main' && role === 'main'));
    if (!found) throw new Error(`no channel ${name}`);
    return found;
  };
  const deps = { db, clock, tokens: null, wording: {}, secretOf: () => '', platformUrl: () => 'http://127.0.0.1:9' };
  const channel = (id: string) => openChannel(named(id), deps as never);
  const planned = { calendar, channels: config.channels, settings: config.settings.schedule };
  return {
    ...{ acting, calendar, clock, composing, config, seasons, proposalWording: wording },
    channelConfig: named,
    work: { channel },
    planning: planningOf(
      { ...planned, wording: readPlanWording('content/wording/planner.yaml') },
      (id) => channel(id).descriptor.quotas,
    ),
    reviewing: {
      people: config.people,
      workflow: config.workflow,
      check: (findings, composed) => allFindings(findings, composed, checking),
    },
  };
}

/** Pictures are never had from outside here. */
export const noPictures = async (): Promise<never> => {
  throw new Error('nothing is fetched in this test');
};

/** A page of a portal; a second revision when it is there already. */
export async function putPage(
  { acting: { db } }: ProposalHouse,
  id: string,
  more: { source?: string; title?: string; at?: number; text?: string; number?: string; issuer?: string } = {},
): Promise<void> {
  const {
    source = 'shili/tzgg',
    title = `关于${id}的通知`,
    at = START - DAY,
    text = `${id}的内容。`,
    number = null,
  } = more;
  const known = await db.selectFrom('item').select('revision').where('id', '=', id).executeTakeFirst();
  const revision = (known?.revision ?? 0) + 1;
  const head = { title, revision, contentHash: `${id}${revision}`, publishedAt: at, documentNumber: number };
  if (known) await db.updateTable('item').set(head).where('id', '=', id).execute();
  else {
    const row = { id, urlKey: id, url: `https://shili.gov.cn/${id}.html`, source, secondaryKey: null };
    const seen = { firstSeenAt: START, lastSeenAt: START, withdrawnAt: null };
    await db
      .insertInto('item')
      .values({ ...row, ...head, ...seen })
      .execute();
  }
  const article: Article = {
    ...blankPage,
    ...{ title, number, issuer: more.issuer ?? null, url: `https://shili.gov.cn/${id}.html`, source: '示例市人民政府' },
    ...{ marking: 'public' as const, publishedAt: at, text, html: `<p>${text}</p>` },
  };
  const body = { body: JSON.stringify(article), raw: null, charset: 'utf-8', fetchedAt: START };
  await db
    .insertInto('itemRevision')
    .values({ item: id, revision, contentHash: `${id}${revision}`, ...body })
    .execute();
}

/** A policy with an interpretation that was joined just now. */
export async function putBundle(house: ProposalHouse, id: string): Promise<void> {
  const { db } = house.acting;
  await putPage(house, `${id}-policy`, { source: 'shili/zcwj', title: `关于印发《${id}管理办法》的通知` });
  await putPage(house, `${id}-reading`, { source: 'shili/zcjd', title: `《${id}管理办法》解读` });
  const policy = `${id}-policy`;
  await db
    .insertInto('bundle')
    .values({
      ...{ id, policy, title: `关于印发《${id}管理办法》的通知`, documentNumber: null, publishedOn: null, dueOn: null },
      ...{ provisional: 0, createdAt: START, updatedAt: START },
    })
    .execute();
  const pair = { policy, interpretation: `${id}-reading`, score: 1, decision: 'made' as const, form: '图解' };
  await db
    .insertInto('pair')
    .values({ ...pair, stage: 'release', reasons: '[]', decidedBy: null, at: START })
    .execute();
}

/** Something that the account showed the public. */
export async function putPublication(
  { acting: { db, newId } }: ProposalHouse,
  channel: string,
  at: number,
  title = '旧闻',
) {
  const id = newId();
  const row = { id, channel, delivery: null, act: 'publish' as const, externalId: id, position: 1, title, url: null };
  const seen = { publicAt: at, seenAt: at, original: 1, repost: 0, linkOk: 1, goneAt: null, removedBy: null };
  await db
    .insertInto('publication')
    .values({ ...row, ...seen })
    .execute();
}
