import { canonicalJson } from '../store/canonical-json.ts';
import type { Tx } from '../store/database.ts';
import type { ConcernTable, NoticeLineTable } from '../store/tables/notices.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import type { Concern } from './concern.ts';
import { type ConcernChanges, concernChanges, type Listed, sourced } from './concern-changes.ts';
import {
  addConcern,
  concernsByKey,
  endingConcerns,
  heardEnds,
  linesOf,
  linesOfStanding,
  standingConcerns,
  turnConcern,
  updateConcern,
} from './concern-store.ts';
import { makeNotices } from './make-notices.ts';
import { lastNotices } from './notice-store.ts';
import { endingsOf, grouped, noticesDue, type StandingConcern, type Telling } from './notices-due.ts';
import { readSources } from './read-sources.ts';
import { noticeActor, type TellWork } from './tell-work.ts';

const MOST_ENDINGS = 500;
const AT_ONCE = 100;
/** An end that could not be told in this time is no news any more, ms. */
const END_STALE_MS = 24 * 3_600_000;

/**
 * One look: reads what stands now, brings the rows in line, and tells everybody who is to be told, in one transaction.
 * What was told stands in rows under a unique key, so a second look, a second worker or a crash before the commit tells
 * nothing twice; what a crash undid is due again at the next look.
 */
export async function tellPeople(work: TellWork): Promise<{ begun: number; ended: number; told: number }> {
  const now = work.clock.now();
  const { listed, cutOff } = await readSources(work, now);
  const stuck = await work.robots.stuck(work.db);
  const counts = { begun: 0, ended: 0, told: 0 };
  try {
    for (let open = true; open; ) {
      const changes = await inTransaction(work.db, async (tx) => {
        const rows = await rowsFor(tx, listed);
        const some = firstOf(concernChanges(listed, rows, now, cutOff, await heardEnds(tx, rows)));
        await writeChanges(tx, work, some, now);
        return some;
      });
      counts.begun += changes.begun.length + changes.again.length;
      counts.ended += changes.ended.length;
      open = Object.values(changes).some((list) => list.length > 0);
    }
    counts.told = await inTransaction(work.db, async (tx) => {
      const told = await makeNotices(tx, work, await dueTellings(tx, work, stuck, now), now);
      await settleEnds(tx, work, now);
      await recordTold(tx, work, told, now);
      return told.length;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    work.log.info('another worker told people at this moment; the next look goes on from there');
  }
  return counts;
}

/** A transaction holds the head of the ledger, for which everybody waits, so it takes some changes at a time. */
function firstOf({ begun, again, changed, ended }: ConcernChanges): ConcernChanges {
  const some = <T>(list: readonly T[]) => list.slice(0, AT_ONCE);
  return { begun: some(begun), again: some(again), changed: some(changed), ended: some(ended) };
}

async function rowsFor(tx: Tx, listed: Listed): Promise<ConcernTable[]> {
  const standing = await standingConcerns(tx);
  const known = new Set(standing.map((row) => row.key));
  const others = sourced(listed).flatMap(({ concern }) => (known.has(concern.key) ? [] : [concern.key]));
  return [...standing, ...(await concernsByKey(tx, others))];
}

/** Writes the changes, with one line of the ledger for each matter that began, came back or ended. */
async function writeChanges(tx: Tx, work: TellWork, changes: ConcernChanges, now: number): Promise<void> {
  const told = ({ kind, about, urgency, fields, to }: Concern) => ({
    ...{ kind, about, urgency },
    ...{ fields: canonicalJson(fields), recipients: canonicalJson(to) },
  });
  const nobody = { acknowledgedBy: null, acknowledgedAt: null };
  const open = { endedAt: null, endToldAt: null };
  const acts: { act: string; id: string; concern: Pick<ConcernTable, 'key' | 'kind' | 'about' | 'urgency'> }[] = [];
  for (const { source, concern } of changes.begun) {
    const { key, since } = concern;
    const id = work.newId();
    await addConcern(tx, {
      id,
      key,
      source,
      ...told(concern),
      since,
      firstSeenAt: now,
      episode: 1,
      ...open,
      ...nobody,
    });
    acts.push({ act: 'concern.open', id, concern });
  }
  for (const { source, concern, row, newEpisode } of changes.again) {
    const anew = { since: concern.since, firstSeenAt: now, episode: row.episode + 1, ...nobody };
    const back = { source, ...told(concern), ...(newEpisode ? anew : {}), ...open };
    if (await turnConcern(tx, row, back)) acts.push({ act: 'concern.again', id: row.id, concern });
  }
  for (const { concern, row } of changes.changed) await updateConcern(tx, row.id, told(concern));
  for (const row of changes.ended) {
    if (await turnConcern(tx, row, { endedAt: now })) acts.push({ act: 'concern.end', id: row.id, concern: row });
  }
  for (const { act, id, concern } of acts) {
    const { key, kind, about, urgency } = concern;
    const line = { at: now, actor: noticeActor, act, object: `concern:${id}` };
    await work.record(tx, { ...line, after: { key, kind, about, urgency } });
  }
}

async function dueTellings(
  tx: Tx,
  work: TellWork,
  stuck: ReadonlySet<string>,
  now: number,
): Promise<{ telling: Telling; row: ConcernTable }[]> {
  const rows = await standingConcerns(tx);
  const ending = await endingConcerns(tx, MOST_ENDINGS);
  const lines = [
    ...(await linesOfStanding(tx)),
    ...(await linesOf(
      tx,
      ending.map((row) => row.id),
    )),
  ];
  const standing = new Set(rows.map(matterOf));
  const over = ending.filter((row) => !standing.has(matterOf(row)));
  const lastAt = await lastNotices(tx, now - work.rules.notify.groupMinutes * 60_000);
  const due = noticesDue(rows.map(standingConcern), over, { lines, lastAt, stuck }, work.rules, now);
  const byId = new Map([...rows, ...ending].map((row) => [row.id, row]));
  return due.flatMap((telling) => {
    const row = byId.get(telling.concern);
    return row ? [{ telling, row }] : [];
  });
}

/** What got worse or moved on is told under another key; its last stage has not ended for anybody. */
function matterOf({ about, kind }: Pick<ConcernTable, 'about' | 'kind'>): string {
  return `${about} ${kind.split('.')[0]}`;
}

function standingConcern(row: ConcernTable): StandingConcern {
  const { id, episode, kind, urgency, firstSeenAt, acknowledgedAt } = row;
  const to = JSON.parse(row.recipients);
  return { id, episode, kind, urgency, to, firstSeenAt, acknowledged: acknowledgedAt !== null };
}

/** An end is settled when everybody who is to know it was told, or when it is no news any more. */
async function settleEnds(tx: Tx, { rules }: TellWork, now: number): Promise<void> {
  const ending = await endingConcerns(tx, MOST_ENDINGS);
  const lines = await linesOf(
    tx,
    ending.map((row) => row.id),
  );
  const standing = new Set((await standingConcerns(tx)).map(matterOf));
  for (const row of ending) {
    const ofRow = lines.filter((line) => line.concern === row.id);
    const stale = now - (row.endedAt ?? now) > END_STALE_MS;
    if (stale || standing.has(matterOf(row)) || endingsOf(row, ofRow, rules.notify).length === 0)
      await updateConcern(tx, row.id, { endToldAt: now });
  }
}

/** One line of the ledger for each person and way, with the matters. */
async function recordTold(tx: Tx, work: TellWork, told: readonly NoticeLineTable[], at: number): Promise<void> {
  for (const group of grouped(told, ({ person, way }) => `${person} ${way}`).values()) {
    const [first] = group;
    if (!first) continue;
    const { person, way, notice } = first;
    const concerns = group.map(({ concern, step }) => ({ concern, step }));
    const after = { way, notice, concerns };
    await work.record(tx, { at, actor: noticeActor, act: 'notice.tell', object: `person:${person}`, after });
  }
}
