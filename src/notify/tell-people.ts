import type { Actor } from '../ledger/append.ts';
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
  linesOf,
  linesOfStanding,
  standingConcerns,
  updateConcern,
} from './concern-store.ts';
import { makeNotices } from './make-notices.ts';
import { lastNotices } from './notice-store.ts';
import { endingsOf, noticesDue, type StandingConcern, type Telling } from './notices-due.ts';
import type { TellWork } from './tell-work.ts';

/** The most that one source may list; more is not told of and ends nothing, and the log says so. */
export const MOST_CONCERNS = 2000;
const MOST_ENDINGS = 500;
/** An end that could not be told in this time is no news any more, ms. */
const END_STALE_MS = 24 * 3_600_000;

export const noticeActor: Actor = { person: 'govcast', via: 'worker' };

/**
 * One look: reads what stands now, brings the rows in line, and tells everybody who is to be told, all in one
 * transaction. What was told stands in rows under a unique key, so a second look, a second worker or a crash before the
 * commit tells nothing twice; what a crash undid is due again at the next look.
 */
export async function tellPeople(work: TellWork): Promise<{ begun: number; ended: number; told: number }> {
  const now = work.clock.now();
  const listed = await readSources(work, now);
  const stuck = await work.robots.stuck(work.db);
  try {
    return await inTransaction(work.db, async (tx) => {
      const changes = concernChanges(listed, await rowsFor(tx, listed), now);
      await writeChanges(tx, work, changes, now);
      const tellings = await dueTellings(tx, work, stuck, now);
      const told = await makeNotices(tx, work, tellings, now);
      await settleEnds(tx, work, now);
      await record(tx, work, changes, told, now);
      return { begun: changes.begun.length + changes.again.length, ended: changes.ended.length, told: told.length };
    });
  } catch (error) {
    if (isUniqueViolation(error)) return { begun: 0, ended: 0, told: 0 }; // Another worker told it at this moment.
    throw error;
  }
}

/** A source that fails ends nothing: what it listed stands until it can be read again. */
async function readSources({ sources, log }: TellWork, now: number): Promise<Listed> {
  const listed = new Map<string, readonly Concern[] | null>();
  for (const [source, read] of Object.entries(sources)) {
    try {
      const concerns = await read(now);
      if (concerns.length > MOST_CONCERNS) {
        log.error('a source lists more matters than can be told of', { source, listed: concerns.length });
        listed.set(source, null);
      } else listed.set(source, concerns);
    } catch (error) {
      log.error('what stands could not be read; nothing of it ends', { source, error: String(error) });
      listed.set(source, null);
    }
  }
  return listed;
}

async function rowsFor(tx: Tx, listed: Listed): Promise<ConcernTable[]> {
  const standing = await standingConcerns(tx);
  const known = new Set(standing.map((row) => row.key));
  const others = sourced(listed).flatMap(({ concern }) => (known.has(concern.key) ? [] : [concern.key]));
  return [...standing, ...(await concernsByKey(tx, others))];
}

async function writeChanges(tx: Tx, { newId }: TellWork, changes: ConcernChanges, now: number): Promise<void> {
  const told = ({ kind, about, urgency, fields, to }: Concern) => ({
    kind,
    about,
    urgency,
    fields: canonicalJson(fields),
    recipients: canonicalJson(to),
  });
  const nobody = { acknowledgedBy: null, acknowledgedAt: null };
  for (const { source, concern } of changes.begun) {
    const { key, since } = concern;
    const open = { endedAt: null, endToldAt: null, ...nobody };
    await addConcern(tx, { id: newId(), key, source, ...told(concern), since, firstSeenAt: now, episode: 1, ...open });
  }
  for (const { source, concern, row, newEpisode } of changes.again) {
    const anew = newEpisode
      ? { since: concern.since, firstSeenAt: now, episode: row.episode + 1, ...nobody }
      : { since: row.since };
    await updateConcern(tx, row.id, { source, ...told(concern), ...anew, endedAt: null, endToldAt: null });
  }
  for (const { concern, row } of changes.changed) await updateConcern(tx, row.id, told(concern));
  for (const row of changes.ended) await updateConcern(tx, row.id, { endedAt: now });
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

/** One line of the ledger for each matter that began, ended or reached somebody. */
async function record(
  tx: Tx,
  work: TellWork,
  { begun, again, ended }: ConcernChanges,
  told: readonly NoticeLineTable[],
  at: number,
): Promise<void> {
  const keyed = new Map((await standingConcerns(tx)).map((row) => [row.key, row]));
  const acts = new Map<string, string>();
  for (const { concern } of begun) acts.set(keyed.get(concern.key)?.id ?? '', 'concern.open');
  for (const { row } of again) acts.set(row.id, 'concern.again');
  for (const row of ended) acts.set(row.id, 'concern.end');
  for (const line of told) if (!acts.has(line.concern)) acts.set(line.concern, 'concern.tell');
  const byId = new Map([...keyed.values(), ...ended].map((row) => [row.id, row]));
  for (const [id, act] of acts) {
    const row = byId.get(id);
    const people = told
      .filter((line) => line.concern === id)
      .map(({ person, way, step, notice }) => ({ person, way, step, notice }));
    const after = { key: row?.key, kind: row?.kind, about: row?.about, urgency: row?.urgency, told: people };
    await work.record(tx, { at, actor: noticeActor, act, object: `concern:${id}`, after });
  }
}
