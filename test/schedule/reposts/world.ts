import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { plainLink } from '../../../src/channels/article-link.ts';
import { matrixAccounts } from '../../../src/channels/matrix.ts';
import { testClock } from '../../../src/clock.ts';
import { channelsSchema } from '../../../src/config/channels.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { readYaml } from '../../../src/config/read-yaml.ts';
import { openLink } from '../../../src/delivery/open-link.ts';
import { publishedPost } from '../../../src/delivery/published-post.ts';
import { savePost } from '../../../src/posts/save-post.ts';
import { addPlacement, placementsOf } from '../../../src/schedule/placement-store.ts';
import type { DutyProblem, RepostDesk } from '../../../src/schedule/reposts/repost-desk.ts';
import type { PublicationTable } from '../../../src/store/tables/channels.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { article, post as composedPost } from '../../channels/rehearsal.ts';
import { shippedConfig } from '../../config/config-folder.ts';
import { openTestStore, testActing } from '../../store/test-store.ts';

export const ISSUED = Date.parse('2026-11-20T17:00:00+08:00');
export const HOUR = 3_600_000;
export const TITLE = '关于冬季供暖的通知';
export const by = (person: string) => ({ person, via: 'cli' as const });
const config = loadConfig(shippedConfig);
const { channels, outside } = readYaml('config/channels.yaml', channelsSchema).value;

/** The shipped matrix with three more accounts of others, a store, and a platform that shows what is put on it. */
export async function openRepostWorld() {
  const store = await openTestStore();
  const { db } = store;
  const clock = testClock(ISSUED);
  const acting = testActing(db, clock);
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (page === undefined) response.writeHead(404).end('gone');
    else response.end(page);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const [weibo, wechat] = outside;
  if (!weibo || !wechat) throw new Error('the shipped matrix has two accounts of others');
  const more = ['street-a', 'street-b', 'street-c'].map((id) => ({ ...wechat, id, name: id }));
  const matrix = matrixAccounts(channels, [{ ...weibo, sandbox: true }, wechat, ...more]);
  const refusals = new Map<string, DutyProblem>();
  const errors: string[] = [];
  let serial = 0;

  const place: RepostDesk['place'] = async (post, channel, latest, actor) => {
    const problem = refusals.get(channel);
    if (problem) return problem;
    if ((await placementsOf(db, post)).some((p) => p.channel === channel)) return null;
    const at = Math.min(clock.now() + 2 * HOUR, latest);
    const row = { id: acting.newId(), post, channel, act: 'publish' as const, at, pinned: 0, announcedAt: null };
    const rest = { reason: '按时', createdBy: actor.person, createdAt: clock.now(), cancelledAt: null };
    await inTransaction(db, (tx) => addPlacement(tx, { ...row, ...rest }));
    return null;
  };
  const desk: RepostDesk = {
    ...acting,
    log: { debug() {}, info() {}, warn() {}, error: (message) => errors.push(message) },
    people: config.people,
    matrix,
    settings: config.settings.matrix.repost,
    place,
    publishedOn: publishedPost,
    plainLink,
    openLink: (link, expected) => openLink(clock, link, { ...expected, rehearsalHost: new URL(link).host }),
  };

  return {
    desk,
    db,
    clock,
    refusals,
    errors,
    post: async (approved = true, title = TITLE) => {
      serial += 1;
      const composed = { ...(await composedPost()), articles: [await article({ title })], forms: { plain: '正文' } };
      const subject = { subjectKind: 'file' as const, subjectId: `posts/${serial}.md` };
      const saved = await savePost(acting, { ...subject, composed, findings: [], author: 'li-na' }, by('li-na'));
      const change = { state: 'approved' as const, approvedHash: saved.contentHash };
      if (approved) await db.updateTable('post').set(change).where('id', '=', saved.id).execute();
      return saved.id;
    },
    /** The post goes out on a channel of ours at a moment. Returns the publication's id. */
    publish: async (post: string, channel: string, publicAt: number, more: Partial<PublicationTable> = {}) => {
      serial += 1;
      const id = `d${serial}`;
      const delivery = { subjectKind: 'post' as const, subjectId: post, channel, occasion: serial, hash: 'h' };
      const state = {
        state: 'published' as const,
        reason: 'fact',
        fence: 0,
        worker: null,
        workAt: null,
        stopWanted: 0,
      };
      const times = { dueAt: publicAt, priority: 5, createdAt: publicAt, finishedAt: publicAt };
      await db
        .insertInto('delivery')
        .values({ id, act: 'publish', ...delivery, ...state, ...times })
        .execute();
      const row = { id: `p${serial}`, channel, delivery: id, act: 'publish' as const, externalId: id, position: 1 };
      const rest = { title: TITLE, url: null, seenAt: publicAt, original: 1, repost: 0, linkOk: null, goneAt: null };
      await db
        .insertInto('publication')
        .values({ ...row, ...rest, publicAt, removedBy: null, ...more })
        .execute();
      return row.id;
    },
    /** Puts an article on the platform. Returns its link. */
    page: (title: string, more = '') => {
      serial += 1;
      const path = `/s/${serial}`;
      pages.set(path, `<html><body><h1>${title}</h1>${more}<div id="js_content">正文</div></body></html>`);
      return `http://127.0.0.1:${port}${path}`;
    },
    /** A page that shows nothing to a program. */
    shell: () => {
      serial += 1;
      const path = `/s/${serial}`;
      pages.set(path, '<html><head><title>Sina Visitor System</title></head><body></body></html>');
      return `http://127.0.0.1:${port}${path}`;
    },
    ledger: async () =>
      (await db.selectFrom('ledgerEntry').select('act').orderBy('seq').execute()).map((line) => line.act),
    end: async () => {
      server.close();
      await store.close();
    },
  };
}

export type RepostWorld = Awaited<ReturnType<typeof openRepostWorld>>;
