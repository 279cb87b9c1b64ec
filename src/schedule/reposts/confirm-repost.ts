import { isoBeijing } from '../../calendar/beijing-time.ts';
import type { MatrixAccount } from '../../channels/matrix.ts';
import { requireRole } from '../../config/acting-person.ts';
import { platformHosts } from '../../config/outside-accounts.ts';
import type { Role } from '../../config/people.ts';
import { AskedWrongly, GovcastError, Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Db, Tx } from '../../store/database.ts';
import { inTransaction, isUniqueViolation } from '../../store/transaction.ts';
import type { RepostDesk } from './repost-desk.ts';
import { carryEvent, dutyTransitions } from './repost-duty.ts';
import { changeDuty, dutyOfLink, findTask, lockOwed, type RepostDuty, type RepostTask } from './repost-store.ts';
import { cancelled, requireDuty } from './require-duty.ts';

export interface RepostProof {
  link: string;
  /** When it was public, ms UTC, by the word of whoever confirms; the page's own time goes before it. */
  at?: number;
  /** Who saw it, where the page cannot be read by a program. */
  note: string;
}

export interface ConfirmedRepost {
  duty: RepostDuty;
  /** False when it was confirmed by this very link before. */
  isNew: boolean;
}

export const mayConfirm: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

/** Platforms that show an article to a program; what their page says against a link is believed. */
const readable: ReadonlySet<MatrixAccount['platform']> = new Set(['wechat', 'website']);

/**
 * An account says by a link that it has carried the matter. The link is opened before anything is written, and compared
 * with the title; where the platform shows nothing to a program, the word of a person stands for it, and is kept as a word.
 * Confirmed twice by one link it stays as it is; no link proves two things.
 * @throws AskedWrongly for a time that is to come
 * @throws Refused for another role, a link that is no proof or has proved something else, a duty that is carried already,
 * and for one that a delivery of ours carries
 */
export async function confirmRepost(
  desk: RepostDesk,
  asked: { task: string; account: string },
  proof: RepostProof,
  actor: Actor,
): Promise<ConfirmedRepost> {
  requireRole(desk.people, actor.person, mayConfirm, 'confirm a repost');
  const { task, duty, account } = await requireDuty(desk, asked);
  const now = desk.clock.now();
  if (proof.at !== undefined && proof.at > now) throw toCome(proof.at);
  const link = desk.plainLink(proof.link);
  const seen = isFree(duty) ? await lookAt(desk, task, account, { ...proof, link }) : { url: link, links: [link] };
  const carriedAt = Math.min(('publicAt' in seen ? seen.publicAt : null) ?? proof.at ?? now, now);
  return inTransactionOnce(desk, seen.links, async (tx) => {
    const held = await lockOwed(tx, duty.task, duty.account);
    if (!held) throw cancelled((await findTask(tx, task.id)) ?? task);
    const before = confirmedBefore(held, seen.links);
    if (before) return before;
    if (!('by' in seen)) throw changed(held);
    await requireUnused(tx, held, seen.links);
    const event = carryEvent(carriedAt, task);
    const state = dutyTransitions[held.state][event] ?? held.state;
    const known = {
      carriedAt,
      link: seen.url,
      proof: seen.by,
      note: proof.note || null,
    };
    const change = { state, ...known, confirmedBy: actor.person, confirmedAt: now, problem: null, tryAt: null };
    await changeDuty(tx, held, change);
    await desk.record(tx, {
      ...{ at: now, actor, act: `repost.${event}`, object: `repost:${task.id}` },
      before: { account: held.account, state: held.state },
      after: { account: held.account, state, at: isoBeijing(carriedAt), link: seen.url, proof: known.proof },
    });
    return { duty: { ...held, ...change }, isNew: true };
  });
}

function isFree({ state }: RepostDuty): boolean {
  return state === 'waiting';
}

/** Opens the link. What cannot be read by a program takes the word of a person, who has to say who saw it. */
async function lookAt(desk: RepostDesk, { title }: RepostTask, account: MatrixAccount, { link, note }: RepostProof) {
  const isReadable = readable.has(account.platform);
  const hosts = account.sandbox ? undefined : platformHosts[account.platform];
  const expected = {
    ...{ title, rehearses: account.sandbox, ...(hosts ? { hosts } : {}) },
    ...(account.platform === 'wechat' ? { account: account.name } : {}),
  };
  try {
    const { url, externalId, publicAt } = await desk.openLink(link, expected);
    return { url, links: [...new Set([url, externalId])], publicAt, by: 'page' as const };
  } catch (error) {
    const unreadable = isReadable ? ['link-not-open'] : ['link-not-open', 'link-other-page'];
    if (!(error instanceof GovcastError) || !unreadable.includes(error.code)) throw error;
    if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) throw error;
    if (note.trim() === '') throw wordMissing(error);
    return { url: link, links: [link], publicAt: null, by: 'word' as const };
  }
}

/** Two who confirm by one link at the same moment for two accounts: the second is told. */
async function inTransactionOnce<T>(desk: RepostDesk, links: string[], work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(desk.db, work);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const used = await dutyOfLink(desk.db, links);
    throw linkUsed(links[0] ?? '', `the task ${used?.task ?? ''} on ${used?.account ?? ''}`);
  }
}

function confirmedBefore(duty: RepostDuty, links: readonly string[]): ConfirmedRepost | null {
  if (isFree(duty)) return null;
  if (duty.link !== null && links.includes(duty.link)) return { duty, isNew: false };
  const { state, account } = duty;
  const remedies: Partial<Record<RepostDuty['state'], string>> = {
    placed: 'Its delivery brings the time by itself; published by hand, confirm that: `govcast delivery confirm`.',
    excused: 'It was excused; nothing is owed.',
  };
  throw new Refused({
    code: 'repost-confirmed',
    message: `${account} is ${state} already${duty.link === null ? '' : `, by ${duty.link}`}`,
    place: `repost:${duty.task}`,
    remedy: remedies[state] ?? 'If it is out twice, one is enough; nothing has to be confirmed.',
  });
}

/** A link proves one thing: not another duty, and not an article of ours on another account. */
async function requireUnused(db: Db, duty: RepostDuty, links: readonly string[]): Promise<void> {
  const used = await dutyOfLink(db, links);
  if (used && (used.task !== duty.task || used.account !== duty.account))
    throw linkUsed(used.link ?? '', `the task ${used.task} on ${used.account}`);
  const ours = await db
    .selectFrom('publication')
    .select(['channel', 'url'])
    .where('url', 'in', [...links])
    .where('channel', '<>', duty.account)
    .executeTakeFirst();
  if (ours) throw linkUsed(ours.url ?? '', `our article on ${ours.channel}`);
}

/** It was placed when it was read: then its link was not opened, and nothing unopened is written down. */
function changed({ task, account }: RepostDuty): Refused {
  return new Refused({
    code: 'repost-changed',
    message: `the duty of ${account} changed while it was confirmed`,
    place: `repost:${task}`,
    remedy: 'Confirm it once more.',
  });
}

function linkUsed(link: string, by: string): Refused {
  return new Refused({
    code: 'link-used',
    message: `the link ${link} belongs to ${by} already`,
    place: link,
    remedy: 'Copy the link of the repost itself, as this account shows it.',
  });
}

function wordMissing(cause: GovcastError): Refused {
  return new Refused({
    code: 'repost-word',
    message: `${cause.message}; nobody has said that they saw it`,
    ...(cause.place === undefined ? {} : { place: cause.place }),
    remedy: `${cause.remedy} If the page cannot be read by a program, say with --note who saw the repost.`,
    cause,
  });
}

function toCome(at: number): AskedWrongly {
  return new AskedWrongly({
    code: 'repost-at',
    message: `${isoBeijing(at)} is to come`,
    remedy: 'Give the time at which the account published it, or leave --at out.',
  });
}
