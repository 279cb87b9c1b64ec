import type { Db } from '../store/database.ts';
import type { Subject } from './post-store.ts';

/** What posts were made of, as people know it: the title of a bundle or a page, the path of a file; by subject. */
export async function postOrigins(db: Db, subjects: readonly Subject[]): Promise<Map<string, string>> {
  const idsOf = (kind: Subject['subjectKind']) =>
    subjects.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId);
  const [bundles, items] = [idsOf('bundle'), idsOf('item')];
  const found = new Map<string, string>();
  for (const { subjectKind, subjectId } of subjects)
    if (subjectKind === 'file') found.set(`file:${subjectId}`, subjectId);
  if (bundles.length > 0) {
    const rows = await db.selectFrom('bundle').select(['id', 'title']).where('id', 'in', bundles).execute();
    for (const { id, title } of rows) found.set(`bundle:${id}`, title);
  }
  if (items.length > 0) {
    const rows = await db.selectFrom('item').select(['id', 'title']).where('id', 'in', items).execute();
    for (const { id, title } of rows) found.set(`item:${id}`, title);
  }
  return found;
}
