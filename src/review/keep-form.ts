import type { Post } from '../posts/post-store.ts';
import type { Tx } from '../store/database.ts';
import { type FormNames, fillForm, formBody, formFingerprint } from './approval-form.ts';
import { loadFormRecord } from './load-form.ts';

/** Keeps the approval form of a run that was approved just now, so that it prints for ever as it was signed. */
export async function keepForm(tx: Tx, names: FormNames, post: Post, review: string, at: number): Promise<void> {
  const body = formBody(fillForm(await loadFormRecord(tx, post, review), names));
  await tx
    .insertInto('approvalForm')
    .values({ review, body, fingerprint: formFingerprint(body), madeAt: at })
    .execute();
}
