/** The routes of 稿件 over HTTP: what they answer, and whom and what they refuse. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { savePost } from '../../src/posts/save-post.ts';
import { signPost } from '../../src/review/sign-post.ts';
import { postEditRoutes } from '../../src/server/routes/post-edit-routes.ts';
import { postListRoutes } from '../../src/server/routes/post-list-routes.ts';
import { postRoutes } from '../../src/server/routes/post-routes.ts';
import { postVersionRoutes } from '../../src/server/routes/post-version-routes.ts';
import { seedPosts } from '../browser/seeds/posts.ts';
import { composedPost } from '../review/composed.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const folder = mkdtempSync(join(tmpdir(), 'govcast-posts-'));
const NOWHERE = 'f'.repeat(64);
/** Of the section that drafted; of the same; of another; who lets pass; who only looks; who does neither. */
const [lin, su, zheng, he, desk, auditor] = [
  'lin editor',
  'su editor',
  'zheng editor',
  'he secrecy',
  'feng-jie desk',
  'tang-xin auditor',
];
let house: StoreGovcast;
let app: FastifyInstance;
let post = '';
beforeAll(async () => {
  cpSync('config', join(folder, 'config'), { recursive: true });
  cpSync('test/fixtures/desk', join(folder, 'config'), { recursive: true });
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00', join(folder, 'config'));
  const { govcast } = house;
  post = await seedPosts(govcast);
  ({ app } = openApi(govcast.acting.db, house.clock, [
    ...postListRoutes(govcast),
    ...postRoutes(govcast),
    ...postEditRoutes(govcast),
    ...postVersionRoutes(govcast),
  ]));
}, 60_000);
afterAll(async () => {
  await app.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, person = lin) {
  const headers = { 'x-person': person };
  const answer = await app.inject({ method, url: `/api/v1/posts${path}`, headers, ...(payload ? { payload } : {}) });
  const json = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, body: json ? answer.json() : answer.body, headers: answer.headers };
}
const refused = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code}`;
const editor = async (of = post) => (await call('GET', `/${of}`)).body;
/** A post with a revision that passes every check, of a writer. */
async function clean(author = 'lin') {
  const { acting } = house.govcast;
  const subject = { subjectKind: 'console' as const, subjectId: acting.newId() };
  const by = { person: author, via: 'console' as const };
  return (await savePost(acting, { ...subject, composed: composedPost(), findings: [], author }, by)).id;
}
const textOf = ({ title, author, digest, body, sourceUrl }: Record<string, unknown>) => {
  return { title, author, digest, body, sourceUrl };
};
async function type(of: string, body: string, person = lin, base?: number) {
  const { articles } = (await call('GET', `/${of}/text`)).body;
  const [first] = articles;
  const payload = { ...textOf(first), body, base: base ?? first.version, tab: 't' };
  return await call('PUT', `/${of}/articles/${first.id}`, payload, person);
}

describe('the list', () => {
  test('stands newest first, page by page, with origin, findings and who may put what away', async () => {
    const first = (await call('GET', '?limit=3')).body;
    expect(first.items).toHaveLength(3);
    // Texts that nobody counted before are counted bit by bit.
    const findingsOf = async () =>
      (await call('GET', '')).body.items.map(({ findings }: { findings: unknown }) => findings);
    await expect.poll(findingsOf).not.toContain(null);
    const whole = (await call('GET', '')).body.items;
    const rest = (await call('GET', `?limit=3&cursor=${first.next}`)).body;
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(whole.map(({ id }: { id: string }) => id));
    const row = whole.find(({ id }: { id: string }) => id === post);
    expect(row).toMatchObject({
      kindName: '政策',
      state: 'draft',
      origin: 'console',
      mayDiscard: true,
      away: null,
    });
    expect(row.findings.blocking).toBeGreaterThan(0);
  });

  test('is narrowed to a state, to one’s own and to an account; another state, account or cursor is told so', async () => {
    const titles = async (query: string, person = lin) =>
      (await call('GET', query, undefined, person)).body.items.map(({ title }: { title: string }) => title);
    expect(await titles('?state=approved')).toEqual([]);
    expect(await titles('?mine=1', zheng)).toEqual(['物业专项维修资金怎么用']);
    expect(await titles('?channel=nowhere')).toEqual([]);
    expect(refused(await call('GET', '?state=gone'))).toBe('400 request');
    expect(refused(await call('GET', '?cursor=abc'))).toBe('400 cursor');
    expect(refused(await call('GET', '?limit=5000'))).toBe('400 request');
  });
});

describe('a post', () => {
  test('begins blank or as a Markdown text; without a title or with a broken head it does not', async () => {
    const wish = { title: '低温天气施工安全提醒', kind: 'notice', job: null };
    const { id } = (await call('POST', '', wish)).body;
    expect((await editor(id)).post).toMatchObject({ title: wish.title, state: 'draft', author: { id: 'lin' } });
    const markdown = '---\ntitle: 供暖问答\nkind: 通知\njob: 办事服务\n---\n正文一段。\n';
    const { body } = await call('POST', '/markdown', { file: 'a.md', markdown });
    expect((await editor(body.id)).copy.articles[0]).toMatchObject({ title: '供暖问答' });
    expect(refused(await call('POST', '', { ...wish, title: ' ' }))).toBe('400 request');
    expect(refused(await call('POST', '', { ...wish, kind: 'poem' }))).toBe('400 request');
    const broken = await call('POST', '/markdown', { file: 'a.md', markdown: '---\nkind: [\n---\n' });
    expect(broken.status).toBe(409);
    expect(broken.body.detail).toContain('a.md:');
  });

  test('opens with its text, its findings and what people may choose; one that is not there is not found', async () => {
    const page = await editor();
    expect(page.post).toMatchObject({ id: post, mayEdit: true, open: true, mayExcept: false, signed: [] });
    expect(page.copy).toMatchObject({ dirty: 0, stale: false });
    expect(page.copy.articles).toHaveLength(3);
    expect(page.check.blocking).toBeGreaterThan(0);
    expect(page.returned).toBeNull();
    expect(page.choices.channels.length).toBeGreaterThan(0);
    expect((await call('GET', '/choices')).body).toEqual(page.choices);
    expect((await call('GET', `/${post}/check`)).body).toEqual(page.check);
    for (const path of ['', '/text', '/check', '/preview', '/revisions'])
      expect(refused(await call('GET', `/nowhere${path}`))).toBe('404 post-unknown');
  });

  test('is shown as it goes out, in a frame that may do nothing', async () => {
    for (const form of ['wechat', 'weibo', 'large']) {
      const { status, body, headers } = await call('GET', `/${post}/preview?form=${form}&article=1`);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(body).toContain(form === 'weibo' ? '加装电梯' : '一图读懂');
    }
    expect(refused(await call('GET', `/${post}/preview?form=tv`))).toBe('400 request');
  });
});

describe('writing', () => {
  test('is saved on the version that was seen; on an older one both texts are answered and kept', async () => {
    const id = await clean();
    const { version } = (await call('GET', `/${id}/text`)).body.articles[0];
    const saved = await type(id, '<p>林写的。</p><script>x</script>');
    expect(saved.body).toMatchObject({ outcome: 'saved', article: { body: '<p>林写的。</p>', version: version + 1 } });
    const late = await type(id, '<p>苏写的。</p>', su, version);
    expect(late.body).toMatchObject({ outcome: 'conflict', theirs: { body: '<p>林写的。</p>' } });
    expect(late.body.mine.body).toBe('<p>苏写的。</p>');
    const { kept } = (await call('GET', `/${id}/revisions`)).body;
    expect(kept).toMatchObject([{ body: '<p>苏写的。</p>', why: 'conflict', person: { id: 'su' } }]);
    const held = await type(id, '<p>苏接着写。</p>', su);
    expect(refused(held)).toBe('409 article-held');
    expect(refused(await call('PUT', `/${id}/articles/none`, { ...kept[0], sourceUrl: null, base: 1, tab: 't' }))).toBe(
      '404 article-unknown',
    );
    expect(refused(await call('PUT', `/${id}/articles/a1`, { title: 'x' }))).toBe('400 request');
    expect(refused(await type('nowhere', '').catch(() => ({ status: 404, body: { code: 'post-unknown' } })))).toBe(
      '404 post-unknown',
    );
  });

  test('an article is taken, asked for and left; whoever asks gets it then', async () => {
    const id = await clean();
    const wish = (what: string, person: string) =>
      call('POST', `/${id}/articles/a1/hold`, { tab: person, wish: what }, person);
    const hold = (answer: { body: { articles: { hold: unknown }[] } }) => answer.body.articles[0]?.hold;
    expect(hold(await wish('take', lin))).toMatchObject({ person: { id: 'lin' }, askedBy: null });
    expect(hold(await wish('take', su))).toMatchObject({ person: { id: 'lin' } });
    expect(hold(await wish('ask', su))).toMatchObject({ person: { id: 'lin' }, askedBy: { id: 'su' } });
    expect(hold(await wish('leave', lin))).toBeNull();
    expect(hold(await wish('take', su))).toMatchObject({ person: { id: 'su' } });
    expect(refused(await wish('steal', su))).toBe('400 request');
  });

  test('articles are added, ordered, taken out and put back; an order that is not theirs is refused', async () => {
    const id = await clean();
    const arrange = (what: object) => call('POST', `/${id}/articles`, what);
    const [one, two] = (await arrange({ do: 'add' })).body.articles.map(({ id: of }: { id: string }) => of);
    expect(
      (await arrange({ do: 'order', articles: [two, one] })).body.articles.map((a: { id: string }) => a.id),
    ).toEqual([two, one]);
    expect(refused(await arrange({ do: 'order', articles: [one, one] }))).toBe('400 article-order');
    expect((await arrange({ do: 'remove', article: two })).body.articles).toHaveLength(1);
    expect(refused(await arrange({ do: 'remove', article: one }))).toBe('409 article-last');
    const text = { title: '放回的', author: '', digest: '', body: '<p>一段</p>', sourceUrl: null };
    expect((await arrange({ do: 'put-back', text, at: 0 })).body.articles[0]).toMatchObject({ title: '放回的' });
    expect(refused(await arrange({ do: 'burn' }))).toBe('400 request');
  });

  test('what a post is and where it goes is set; an account or a day that there is not is refused', async () => {
    const id = await clean();
    const [channel] = (await call('GET', '/choices')).body.channels;
    const wishes = { channels: [channel.id], at: house.clock.now() + 86_400_000 };
    const { body } = await call('PUT', `/${id}/head`, { head: { publicUntil: '2027-12-31', unit: null }, wishes });
    expect(body).toMatchObject({ head: { publicUntil: '2027-12-31', kind: 'notice' }, wishes });
    expect(refused(await call('PUT', `/${id}/head`, { wishes: { channels: ['nowhere'] } }))).toMatch(/channel-unknown/);
    expect(refused(await call('PUT', `/${id}/head`, { head: { publicUntil: '明年' } }))).toBe('400 request');
  });

  test('a picture is taken in and becomes a cover, shown to readers only; what is no picture is not', async () => {
    const id = await clean();
    const bytes = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#1b4f8a' } })
      .png()
      .toBuffer();
    const { body } = await call('POST', `/${id}/pictures`, { base64: bytes.toString('base64') });
    const [{ sha256 }] = body.pictures;
    const shown = await call('GET', `/pictures/${sha256}`, undefined, desk);
    expect([shown.status, shown.headers['cache-control']]).toEqual([200, 'private, max-age=31536000, immutable']);
    expect((await call('GET', `/pictures/${sha256}`, undefined, auditor)).status).toBe(403);
    const cover = (from: string) => call('POST', `/${id}/articles/a1/cover`, { from });
    expect((await cover(sha256)).body).toMatchObject({ coverFrom: sha256, cover: { width: 900, height: 383 } });
    expect((await cover('drawn')).body).toMatchObject({ coverFrom: 'drawn', cover: { width: 900 } });
    expect(refused(await cover('nice'))).toBe('400 request');
    expect(refused(await call('POST', `/${id}/articles/none/cover`, { from: 'drawn' }))).toBe('404 article-unknown');
    expect(refused(await call('GET', `/pictures/${NOWHERE}`))).toBe('404 picture-unknown');
    expect(refused(await call('POST', `/${id}/pictures`, { base64: '!!' }))).toBe('400 request');
    const junk = { base64: Buffer.from('no picture').toString('base64') };
    expect(refused(await call('POST', `/${id}/pictures`, junk))).toBe('409 picture-unfit');
  });
});

describe('versions', () => {
  test('are made of what was written, compared and restored; the same text again makes none', async () => {
    const id = await clean();
    expect((await call('POST', `/${id}/revision`)).body).toMatchObject({ revision: 1, outcome: 'unchanged' });
    await type(id, '<p>详见本局网站。</p>');
    expect((await call('POST', `/${id}/revision`)).body).toMatchObject({ revision: 2, outcome: 'revised' });
    const { articles } = (await call('GET', `/${id}/difference?from=1&to=2`)).body;
    expect(articles[0].paragraphs[0].map(({ is }: { is: string }) => is)).toEqual(['same', 'removed', 'added', 'same']);
    expect((await call('POST', `/${id}/restore`, { revision: 1 })).body).toMatchObject({ revision: 3 });
    expect((await call('GET', `/${id}/revisions`)).body.revisions).toMatchObject([
      { revision: 3, by: { id: 'lin' } },
      { revision: 2 },
      { revision: 1 },
    ]);
    expect(refused(await call('POST', `/${id}/restore`, { revision: 9 }))).toBe('404 revision-unknown');
    expect(refused(await call('GET', `/${id}/difference?from=1&to=9`))).toBe('404 revision-unknown');
    expect(refused(await call('GET', `/${id}/difference?from=1`))).toBe('400 request');
  });

  test('only the version that was read goes before signers; from then on it is opened knowingly, by the text that was seen', async () => {
    const id = await clean();
    await type(id, '<p>详见本局网站，电话 12319。</p>');
    const { version } = (await call('GET', `/${id}/text`)).body;
    expect(refused(await call('POST', `/${id}/submit`, { version: version - 1 }))).toBe('409 post-changed');
    expect((await call('POST', `/${id}/submit`, { version })).body).toMatchObject({ revision: 2 });
    expect(refused(await type(id, '<p>再改。</p>'))).toBe('409 post-in-review');
    expect(refused(await call('POST', `/${id}/restore`, { revision: 1 }))).toBe('409 post-in-review');
    expect(refused(await call('POST', `/${id}/reopen`, { seenHash: NOWHERE }))).toBe('409 post-changed');
    expect(refused(await call('POST', `/${id}/reopen`, { seenHash: 'x' }))).toBe('400 request');
    const { contentHash } = (await editor(id)).post;
    expect((await call('POST', `/${id}/reopen`, { seenHash: contentHash })).status).toBe(200);
    expect((await type(id, '<p>再改。</p>')).body.outcome).toBe('saved');
    expect((await call('POST', `/${id}/revision`)).body).toMatchObject({ revision: 3, voided: true });
    expect((await editor(id)).post).toMatchObject({ state: 'draft' });
  });

  test('a text with a finding that blocks is not submitted until one who wrote nothing in it lets it pass', async () => {
    const id = await clean();
    await type(id, '<p>负责人手机 13800000000。</p>');
    await call('POST', `/${id}/revision`);
    const { version } = (await call('GET', `/${id}/text`)).body;
    expect(refused(await call('POST', `/${id}/submit`, { version }))).toBe('409 findings-block');
    const { post: at, check, choices } = await editor(id);
    const found = check.findings.find((f: { check: string }) => f.check === 'personal-data');
    const wish = { seenHash: at.contentHash, check: found.check, excerpt: found.excerpt };
    const reasonCode = choices.exceptionReasons[0].id;
    const except = (more: object, person: string) =>
      call('POST', `/${id}/exceptions`, { ...wish, reasonCode, ...more }, person);
    expect((await except({}, lin)).status).toBe(403);
    expect(refused(await except({ seenHash: NOWHERE }, he))).toBe('409 post-changed');
    expect(refused(await except({ reasonCode: 'because' }, he))).toMatch(/^4\d\d reason-unknown$/);
    expect((await except({}, he)).body).toEqual({ check: 'personal-data' });
    expect((await call('GET', `/${id}/check`)).body.blocking).toBe(0);
    expect((await call('POST', `/${id}/submit`, { version })).status).toBe(200);
  });

  test('the post has become another text meanwhile: a person says which one goes on, by the text that he saw', async () => {
    const id = await clean();
    await type(id, '<p>在控制台写的。</p>');
    const { acting } = house.govcast;
    const row = await acting.db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const composed = composedPost({ html: '<p>在外面改的。</p>' });
    const by = { person: 'su', via: 'cli' as const };
    const { contentHash } = await savePost(acting, { ...row, composed, findings: [], manner: [] }, by);
    expect((await editor(id)).copy).toMatchObject({ stale: true });
    expect(refused(await call('POST', `/${id}/revision`))).toBe('409 text-base');
    expect(refused(await call('POST', `/${id}/base`, { seenHash: NOWHERE, take: 'post' }))).toBe('409 post-changed');
    expect(refused(await call('POST', `/${id}/base`, { seenHash: contentHash, take: 'both' }))).toBe('400 request');
    const { body } = await call('POST', `/${id}/base`, { seenHash: contentHash, take: 'post' });
    expect(body.articles[0].body).toBe('<p>在外面改的。</p>');
    expect((await call('GET', `/${id}/revisions`)).body.kept).toMatchObject([{ body: '<p>在控制台写的。</p>' }]);
  });

  test('a returned post says who sent it back and why, and where his marks stand in the text as it is written', async () => {
    const id = await clean();
    const { acting, reviewing } = house.govcast;
    await type(id, '<p>补助 15 万元。</p><p>补助 15 万元，另有补助 15 万元。</p>');
    const { version } = (await call('GET', `/${id}/text`)).body;
    await call('POST', `/${id}/submit`, { version });
    const { contentHash: seenHash } = (await editor(id)).post;
    const mark = { article: 0, block: 3, start: 11, end: 19, excerpt: '补助 15 万元', note: '和原文不一致' };
    const marks = [mark, { ...mark, block: 0, start: 0, end: 2, excerpt: '关于', note: '' }];
    const wish = { post: id, seenHash, decision: 'return' as const, opinion: '数字核对后再送', marks };
    await signPost(acting, reviewing, wish, { person: 'zhou', via: 'console' }, async () => {});
    const { returned } = await editor(id);
    expect(returned).toMatchObject({ by: '周科长', opinion: '数字核对后再送' });
    expect(returned.marks).toMatchObject([
      { article: 'a1', field: 'body', excerpt: '补助 15 万元', nth: 2, note: '和原文不一致' },
      { article: 'a1', field: 'title', excerpt: '关于', nth: 0 },
    ]);
    await type(id, '<p>补助 20 万元。</p>');
    await call('POST', `/${id}/revision`);
    expect((await editor(id)).returned.marks[0]).toMatchObject({ article: null });
    const again = (await call('GET', `/${id}/text`)).body.version;
    await call('POST', `/${id}/submit`, { version: again });
    expect((await editor(id)).returned).toBeNull();
  });
});

describe('who may', () => {
  const hash = { seenHash: NOWHERE };
  const writes: [method: 'POST' | 'PUT', path: string, payload?: object][] = [
    ['PUT', '/articles/a1', { title: '', author: '', digest: '', body: '', sourceUrl: null, base: 1, tab: 't' }],
    ['POST', '/articles/a1/hold', { tab: 't', wish: 'take' }],
    ['POST', '/articles', { do: 'add' }],
    ['PUT', '/head', { head: { unit: null } }],
    ['POST', '/articles/a1/cover', { from: 'drawn' }],
    ['POST', '/pictures', { base64: 'AAAA' }],
    ['POST', '/revision'],
    ['POST', '/submit', { version: 1 }],
    ['POST', '/reopen', hash],
    ['POST', '/base', { ...hash, take: 'post' }],
    ['POST', '/restore', { revision: 1 }],
    ['POST', '/recompose', hash],
  ];

  test('reads: whoever writes, signs or publishes; writes: nobody of another section or role, route by route', async () => {
    const before = await editor();
    for (const path of ['', `/${post}`, `/${post}/text`, `/${post}/check`, `/${post}/revisions`, '/choices']) {
      expect((await call('GET', path, undefined, desk)).status).toBe(200);
      expect((await call('GET', path, undefined, auditor)).status).toBe(403);
    }
    for (const [method, path, payload] of writes) {
      const place = `${method} ${path}`;
      expect([place, (await call(method, `/${post}${path}`, payload, desk)).status]).toEqual([place, 403]);
      expect([place, refused(await call(method, `/${post}${path}`, payload, zheng))]).toEqual([place, '403 not-yours']);
      expect([place, (await call(method, `/nowhere${path}`, payload, lin)).status]).toEqual([place, 404]);
    }
    expect((await call('POST', '', { title: 'x', kind: 'news', job: null }, desk)).status).toBe(403);
    expect(await editor()).toEqual(before);
  });
});
