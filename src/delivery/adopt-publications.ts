import { beijingDay } from '../calendar/beijing-time.ts';
import { recountSendsByHand } from '../channels/count-sends-by-hand.ts';
import { knownArticle } from '../channels/known-article.ts';
import { type Publication, publicationsAround } from '../channels/publication-store.ts';
import type { Tx } from '../store/database.ts';
import { type DeliveryRow, getAttempts } from './delivery-store.ts';

const DAY_MS = 86_400_000;

/**
 * The history of an account may meet our own article before its fact does: then it stands there as nobody's. Such a row
 * becomes the delivery's, with its further articles, and its mass send is no longer one by hand (W-1).
 * @param rows what the fact says is public
 * @returns the rows of the fact that are on record by now; the others are new
 */
export async function adoptPublications(
  tx: Tx,
  delivery: DeliveryRow,
  rows: readonly Publication[],
  now: number,
): Promise<Set<string>> {
  const adopted = new Set<string>();
  const around = await publicationsAround(tx, delivery.channel, delivery.createdAt - DAY_MS, now + DAY_MS);
  const nobodys = around.filter((each) => each.delivery === null);
  if (nobodys.length === 0) return adopted;
  // A fact that comes days later says nothing of its day: that of the first call counts as well.
  const begunAt = (await getAttempts(tx, delivery.id))[0]?.begunAt ?? now;
  const taken: Publication[] = [];
  for (const row of rows) {
    if (around.some((each) => each.delivery !== null && isSame(each, row))) continue;
    const free = nobodys.filter((each) => !taken.includes(each));
    const there = knownHere(free, row, row.publicAt) ?? knownHere(free, row, begunAt);
    if (!there) continue;
    taken.push(there);
    adopted.add(row.id);
    await tx
      .updateTable('publication')
      .set(changeOf(there, row, delivery))
      .where('id', '=', there.id)
      .execute();
  }
  await takeRest(tx, delivery, taken, rows);
  const sends = taken.filter((each) => each.act === 'massSend').map((each) => each.publicAt);
  await recountSendsByHand(tx, delivery.channel, sends);
  return adopted;
}

function isSame(a: Publication, b: Publication): boolean {
  return a.externalId === b.externalId && a.position === b.position;
}

function knownHere(free: readonly Publication[], row: Publication, publicAt: number): Publication | null {
  const { externalId, position, title, url } = row;
  const act = row.act === 'massSend' ? 'massSend' : 'publish';
  return knownArticle(free, { act, externalId, position, title, url, publicAt, gone: false });
}

/** What the platform itself showed stays: its number, its link, and its time, which for a mass send is only a day. */
function changeOf(there: Publication, row: Publication, { id, act }: DeliveryRow): Partial<Publication> {
  const isOwnName = row.externalId === id || /^https?:/i.test(row.externalId);
  const isDayOnly = there.act === 'massSend' && beijingDay(there.publicAt) === beijingDay(row.publicAt);
  return {
    ...{ delivery: id, original: row.original, repost: row.repost },
    ...(act === 'draft' ? {} : { act }),
    externalId: isOwnName ? there.externalId : row.externalId,
    title: there.title || row.title,
    url: there.url ?? row.url,
    publicAt: isDayOnly ? row.publicAt : there.publicAt,
  };
}

/** A fact may name one article of a message only; the others went out with it. */
async function takeRest(
  tx: Tx,
  delivery: DeliveryRow,
  taken: readonly Publication[],
  rows: readonly Publication[],
): Promise<void> {
  const [{ original, repost } = { original: 0, repost: 0 }] = rows;
  const messages = [...new Set(taken.map((each) => each.externalId))];
  if (messages.length === 0) return;
  await tx
    .updateTable('publication')
    .set({ delivery: delivery.id, original, repost })
    .where('channel', '=', delivery.channel)
    .where('externalId', 'in', messages)
    .where('delivery', 'is', null)
    .execute();
}
