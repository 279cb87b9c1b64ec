import type { Db } from '../store/database.ts';

/** The first publication of a post on a channel that stands, and when the last one that does not went, ms UTC. */
export async function publishedPost(
  db: Db,
  post: string,
  channel: string,
): Promise<{ standing: { id: string; url: string | null; publicAt: number } | null; goneAt: number | null }> {
  const rows = await db
    .selectFrom('publication')
    .innerJoin('delivery', 'delivery.id', 'publication.delivery')
    .select(['publication.id', 'publication.url', 'publication.publicAt', 'publication.goneAt', 'publication.linkOk'])
    .where('delivery.subjectKind', '=', 'post')
    .where('delivery.subjectId', '=', post)
    .where('delivery.channel', '=', channel)
    .where('delivery.state', '<>', 'dropped')
    .orderBy('publication.publicAt')
    .orderBy('publication.position')
    .execute();
  const stands = rows.find((row) => row.goneAt === null && row.linkOk !== 0);
  const gone = rows.flatMap((row) => row.goneAt ?? []);
  return {
    standing: stands ? { id: stands.id, url: stands.url, publicAt: stands.publicAt } : null,
    goneAt: gone.length > 0 ? Math.max(...gone) : null,
  };
}
