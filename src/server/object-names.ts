import type { ChannelConfig } from '../config/channels.ts';
import type { Db } from '../store/database.ts';

/** What objects of the ledger are called, by `kind:id`, for one page of lines at a time. Those without a name are absent. */
export async function objectNames(
  db: Db,
  channels: readonly Pick<ChannelConfig, 'id' | 'name'>[],
  objects: readonly string[],
): Promise<Map<string, string>> {
  const ids = (kind: string) => [
    ...new Set(objects.filter((o) => o.startsWith(`${kind}:`)).map((o) => o.slice(kind.length + 1))),
  ];
  const named = async (kind: string, read: (ids: string[]) => Promise<{ id: string; name: string | null }[]>) => {
    const wanted = ids(kind);
    const rows = wanted.length === 0 ? [] : await read(wanted);
    return rows.flatMap(({ id, name }): [string, string][] => (name === null ? [] : [[`${kind}:${id}`, name]]));
  };
  const channelName = (id: string) => channels.find((c) => c.id === id)?.name ?? id;
  const found = await Promise.all([
    named('channel', async (some) => some.map((id) => ({ id, name: channelName(id) }))),
    named('post', (some) => db.selectFrom('post').select(['id', 'title as name']).where('id', 'in', some).execute()),
    named('bundle', (some) =>
      db.selectFrom('bundle').select(['id', 'title as name']).where('id', 'in', some).execute(),
    ),
    named('item', (some) => db.selectFrom('item').select(['id', 'title as name']).where('id', 'in', some).execute()),
    ...(['pair', 'relation'] as const).map((kind) =>
      // `pair:POLICY:INTERPRETATION`, `relation:POLICY:KIND:POLICY`: the policy it is about.
      named(kind, async (some) => {
        const first = (id: string) => id.split(':')[0] ?? id;
        const titles = db.selectFrom('item').select(['id', 'title']).where('id', 'in', some.map(first));
        const known = new Map((await titles.execute()).map(({ id, title }) => [id, title]));
        return some.map((id) => ({ id, name: known.get(first(id)) ?? null }));
      }),
    ),
    named('repost', (some) =>
      db.selectFrom('repostTask').select(['id', 'title as name']).where('id', 'in', some).execute(),
    ),
    named('request', (some) =>
      db.selectFrom('request').select(['id', 'number as name']).where('id', 'in', some).execute(),
    ),
    named('delivery', async (some) => {
      const rows = await db
        .selectFrom('delivery')
        .leftJoin('post', (join) =>
          join.onRef('post.id', '=', 'delivery.subjectId').on('delivery.subjectKind', '=', 'post'),
        )
        .select(['delivery.id', 'delivery.channel', 'post.title'])
        .where('delivery.id', 'in', some)
        .execute();
      return rows.map(({ id, channel, title }) => ({ id, name: `${title ?? '通知'} · ${channelName(channel)}` }));
    }),
  ]);
  return new Map(found.flat());
}
