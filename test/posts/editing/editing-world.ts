import { testClock } from '../../../src/clock.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { storedPictures } from '../../../src/posts/asset-store.ts';
import { draftBundle } from '../../../src/posts/compose-bundle.ts';
import { composePost } from '../../../src/posts/compose-post.ts';
import { readComposing } from '../../../src/posts/composing.ts';
import type { Editing } from '../../../src/posts/editing/editing.ts';
import { savePost } from '../../../src/posts/save-post.ts';
import { allFindings, readChecking } from '../../../src/review/checks/checks.ts';
import type { Reviewing } from '../../../src/review/submit-post.ts';
import { graphic, policy } from '../../fixtures/posts/articles.ts';
import { type TestStore, testActing } from '../../store/test-store.ts';

export const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-12319' });
const { people, workflow } = loadConfig('config');
const checking = readChecking('content', composing.limits);

export const li = { person: 'li-na', via: 'console' as const };
export const zhang = { person: 'zhang-wei', via: 'console' as const };
const worker = { person: 'worker', via: 'worker' as const };

export const reviewing: Reviewing = {
  people,
  workflow,
  check: (said, composed) => allFindings(said, composed, checking),
};

/** A desk that writes, on a test clock at 2026-11-20 09:00. */
export function editingOn(store: TestStore): Editing & { clock: ReturnType<typeof testClock> } {
  const clock = testClock(Date.parse('2026-11-20T09:00:00+08:00'));
  return { acting: testActing(store.db, clock), composing, who: { people, desk: 'li-na' }, clock };
}

/** A draft of two articles that the worker composed of a bundle. */
export async function draftPost({ acting }: Editing, subjectId: string): Promise<string> {
  const bundle = {
    policy: { article: { ...policy, title: '示例市燃气安全整治方案' }, markingIfBlank: null },
    interpretations: [
      { article: { ...graphic, html: '<p>一图读懂燃气安全。</p>' }, markingIfBlank: null, form: '图解' as const },
    ],
    telephone: null,
    publicUntil: '长期',
    layout: 'articles' as const,
  };
  const nowhere = async () => Promise.reject(new Error('there is no network'));
  const made = await composePost(
    draftBundle(bundle, composing),
    composing,
    storedPictures(acting.db, acting.clock.now),
    nowhere,
  );
  const saved = await savePost(
    acting,
    { subjectKind: 'bundle', subjectId, author: 'li-na', material: 'm:1', ...made },
    worker,
  );
  return saved.id;
}
