import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseBeijing } from '../../src/calendar/beijing-time.ts';
import { testClock } from '../../src/clock.ts';
import { actorOf } from '../../src/config/acting-person.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { draftPolicyQuestions } from '../../src/posts/drafts/draft-policy.ts';
import { readMarkdownFile } from '../../src/posts/read-content-folder.ts';
import { saveFile } from '../../src/posts/save-file.ts';
import { allFindings } from '../../src/review/checks/checks.ts';
import { personalData } from '../../src/review/checks/personal-data.ts';
import { exceptFinding } from '../../src/review/except-finding.ts';
import { showPost } from '../../src/review/show-post.ts';
import { type Reviewing, submitPost } from '../../src/review/submit-post.ts';
import { shippedConfig } from '../config/config-folder.ts';
import { articleWith } from '../posts/structure/policies.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { checking, shippedContent } from './composed.ts';

const root = mkdtempSync(join(tmpdir(), 'govcast-machine-draft-'));
let store: TestStore;
let acting: Acting;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  rmSync(root, { recursive: true });
  await store.close();
});
beforeEach(() => {
  acting = testActing(store.db, testClock(parseBeijing('2026-11-20 09:00') ?? 0));
});

const config = loadConfig(shippedConfig);
const reviewing: Reviewing = {
  people: config.people,
  workflow: config.workflow,
  check: (composing, composed) => allFindings(composing, composed, checking),
};
const by = (person: string) => actorOf(config, person, 'cli');
const policyNamed = (name: string) =>
  articleWith('一、补贴标准。每户补贴400元。\n二、本通知自2026年12月1日起施行。\n三、咨询电话：0000-8860123。', {
    title: `示例市供热补贴通知${name}`,
    url: 'http://zjj.shili.example/t1.html',
    marking: 'public',
  });
const composing = readComposing(shippedContent, { name: '示例市住建局', telephone: '0000-12319' });
const nothing = async () => {
  throw new Error('no network');
};

/** The drafted file as a post, after `edit` and with what a person has to add. */
async function saved(folder: string, edit: (text: string) => string = (text) => text) {
  const file = join(folder, '问答.md');
  writeFileSync(file, edit(readFileSync(file, 'utf8').replace('# public_until:', 'public_until:')));
  const desk = { composing, fetchBytes: nothing, contentFolder: root, author: 'li-na', isSettled: async () => false };
  const post = await saveFile(acting, await readMarkdownFile(file), desk, by('li-na'));
  if (!post) throw new Error('not saved');
  return post;
}
const submit = (post: { id: string; contentHash: string }) =>
  submitPost(acting, reviewing, { post: post.id, seenHash: post.contentHash }, by('li-na'));
const blocked = expect.objectContaining({ code: 'findings-block' });
const except = (post: { id: string; contentHash: string }, person: string) =>
  exceptFinding(
    acting,
    reviewing,
    { post: post.id, seenHash: post.contentHash, check: 'machine-draft', excerpt: '机器起草', reasonCode: 'compared' },
    by(person),
  );

async function drafted(name: string) {
  const { folder } = await draftPolicyQuestions(policyNamed(name), {
    contentFolder: shippedContent,
    findPersonal: personalData,
    out: join(root, name),
  });
  return folder;
}

describe('a machine’s draft on its way through review', () => {
  test('it cannot be submitted, and everybody who looks at it sees why', async () => {
    const post = await saved(await drafted('a'));
    await expect(submit(post)).rejects.toThrow(blocked);
    const { findings } = await showPost(store.db, reviewing, post.id);
    expect(findings.find((f) => f.check === 'machine-draft')).toMatchObject({ severity: 'blocking', excepted: false });
  });

  test('a person lifts it with a reason code, for this very text, and the mark stays to be seen', async () => {
    const folder = await drafted('b');
    const post = await saved(folder);
    await expect(except(post, 'li-na')).rejects.toThrow();
    await except(post, 'zhang-wei');
    await submit(post);
    const { findings } = await showPost(store.db, reviewing, post.id);
    expect(findings.find((f) => f.check === 'machine-draft')).toMatchObject({ excepted: true });
    const acts = await store.db
      .selectFrom('ledgerEntry')
      .select('act')
      .where('object', '=', `post:${post.id}`)
      .orderBy('seq')
      .execute();
    expect(acts.map((a) => a.act)).toEqual(['post.create', 'post.except-finding', 'post.submit']);
    const changed = await saved(folder, (text) => text.replace('每户补贴400元', '每户补贴500元'));
    expect(changed.voided).toBe(true);
    await expect(submit(changed)).rejects.toThrow(blocked);
  });

  test('deleting the line makes a new text, which voids what was lifted before and can be submitted', async () => {
    const folder = await drafted('c');
    const post = await saved(folder);
    const mine = await saved(folder, (text) => text.replace('drafted: machine\n', ''));
    expect(mine).toMatchObject({ id: post.id, outcome: 'revised', revision: 2 });
    expect(mine.contentHash).not.toBe(post.contentHash);
    await submit(mine);
  });
});
