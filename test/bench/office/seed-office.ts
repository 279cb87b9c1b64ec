import { openSession } from '../../../src/access/open-session.ts';
import { systemClock } from '../../../src/clock.ts';
import { type Govcast, openGovcast } from '../../../src/govcast.ts';
import type { Db } from '../../../src/store/database.ts';
import { openStore, type StorePlace } from '../../../src/store/open-store.ts';
import { openBulk } from './bulk.ts';
import * as desk from './desk-rows.ts';
import * as house from './house-rows.ts';
import { type LargeOffice, officeNow, sizes } from './large-office.ts';
import { itemId } from './office-ids.ts';
import type { Known } from './pages.ts';
import { postRows } from './post-rows.ts';

export interface OfficePlace {
  place: StorePlace;
  configFolder: string;
  dataFolder: string;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A clock that begins at the moment of the office and goes on. */
export function officeClock() {
  const clock = systemClock();
  const ahead = officeNow - clock.now();
  return { ...clock, now: () => clock.now() + ahead };
}

export function openOffice({ place, configFolder, dataFolder }: OfficePlace): Promise<Govcast> {
  const redisUrl = process.env.TEST_REDIS_URL ?? '';
  const cluster = 'postgres' in place ? { databaseUrl: place.postgres, redisUrl } : null;
  return openGovcast({
    environment: { dataFolder, configFolder, contentFolder: 'content', cluster },
    ...{ clock: officeClock(), log: silent, sandboxUrl: null, worker: 'bench', random: Math.random },
    openStore: () => openStore(place),
  });
}

/** Fills an empty database with the office. @returns the cookie of a session for each person, and ids to look at */
export async function seedOffice(
  at: OfficePlace,
  office: LargeOffice,
): Promise<{ cookies: Map<string, string>; known: Known }> {
  await (await openOffice(at)).close();
  const bulk = await openBulk(at.place);
  const posts = postRows(office);
  await bulk.run('delete from channel_history');
  await bulk.run('delete from ledger_entry');
  await bulk.fill('item', desk.itemRows());
  await bulk.fill('itemRevision', desk.itemTextRows());
  await bulk.fill('linkEntry', desk.linkRows());
  await bulk.fill('itemLeft', desk.leftRows());
  await bulk.fill('bundle', desk.bundleRows());
  await bulk.fill('bundleOwed', desk.owedRows());
  await bulk.fill('pair', desk.pairRows());
  await bulk.fill('post', posts.postsAll());
  await bulk.fill('postRevision', posts.revisions());
  await bulk.fill('review', posts.reviews());
  await bulk.fill('signature', posts.signatures());
  await bulk.fill('gateTick', posts.gateTicks());
  await bulk.fill('placement', posts.placements());
  await bulk.fill('delivery', posts.deliveries());
  await bulk.fill('question', posts.questions());
  await bulk.fill('publication', posts.publications());
  await bulk.fill('channelHistory', house.pastRows(office));
  await bulk.fill('repostTask', house.taskRows());
  await bulk.fill('repostDuty', house.dutyRows(office));
  await bulk.fill('concern', house.concernRows(office));
  await bulk.fill('noticeLine', house.noticeLineRows(office));
  await bulk.fill('login', house.loginRows(office));
  await bulk.fill('request', desk.requestRows(office));
  await bulk.run('delete from request_number');
  await bulk.fill('requestNumber', desk.numbers.splice(0));
  await bulk.fill('ledgerEntry', desk.ledgerRows(office));
  const { seq, hash } = desk.ledgerHead;
  await bulk.run(`update ledger_head set seq = ${seq}, hash = '${hash}'`);
  await bulk.run(`update config_entry set applied_at = ${officeNow - 900 * 86_400_000}`);
  await bulk.finish();
  const govcast = await openOffice(at);
  const cookies = new Map<string, string>();
  for (const { id } of office.people) cookies.set(id, (await openSession(govcast.acting, id)).cookie);
  const known = await knownOf(govcast.acting.db);
  await govcast.close();
  return { cookies, known };
}

async function knownOf(db: Db): Promise<Known> {
  const post = (state: 'draft' | 'in-review') =>
    db.selectFrom('post').select('id').where('state', '=', state).orderBy('id').executeTakeFirstOrThrow();
  const open = db.selectFrom('request').select('id').where('closedAt', 'is', null).orderBy('id');
  const bundle = db.selectFrom('bundle').select('id').where('archivedAt', 'is', null).orderBy('id', 'desc');
  const asking = db.selectFrom('delivery').select('id').where('state', '=', 'asking').orderBy('id');
  return {
    draft: (await post('draft')).id,
    inReview: (await post('in-review')).id,
    request: (await open.executeTakeFirstOrThrow()).id,
    bundle: (await bundle.executeTakeFirstOrThrow()).id,
    item: itemId(sizes.items - 10),
    delivery: (await asking.executeTakeFirstOrThrow()).id,
  };
}
