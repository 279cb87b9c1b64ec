import type { Db, Tx } from '../store/database.ts';
import type { BundleOwedTable } from '../store/tables/bundles.ts';
import { owedKinds, type Standing } from './owed.ts';

/** Nothing is due: the last of all days, so that an index can order by it. */
export const NEVER = '9999-12-31';

/** Writes what a bundle owes in place of what stood there; nothing when it is the same. @returns whether it was written */
export async function keepOwed(tx: Tx, bundle: string, standing: readonly Standing[]): Promise<boolean> {
  const rows = standing.map((each) => {
    const { dueOn, provisional } = each;
    return { ...each, bundle, dueOn: dueOn ?? NEVER, provisional: provisional ? 1 : 0 };
  });
  const held = await tx.selectFrom('bundleOwed').selectAll().where('bundle', '=', bundle).execute();
  if (fingerprint(held) === fingerprint(rows)) return false;
  await tx.deleteFrom('bundleOwed').where('bundle', '=', bundle).execute();
  if (rows.length > 0) await tx.insertInto('bundleOwed').values(rows).execute();
  return true;
}

/** Whose share of the list is asked for. */
export interface OwedFilter {
  /** What these sections owe. */
  sections?: readonly string[];
  /** What is left to this person, by name or as liaison officer of `sections`. */
  person?: string;
  bundle?: string;
}

/** One standing entry with the policy it belongs to. */
export type OwedRow = BundleOwedTable & { title: string; documentNumber: string | null };

/** Where the page before ended. */
export type OwedCursor = Pick<BundleOwedTable, 'dueOn' | 'bundle' | 'what' | 'ref'>;

/**
 * The query for everything owed on a day, what is due first at the front: ranges of the table's indexes, which have its
 * order. No bundle is looked at but those of the page.
 */
export function owedRowsQuery(
  db: Db,
  day: string,
  { sections, person, bundle }: OwedFilter,
  limit: number,
  after: OwedCursor | null = null,
) {
  let query = db
    .selectFrom('bundleOwed as o')
    .innerJoin('bundle as b', 'b.id', 'o.bundle')
    .selectAll('o')
    .select(['b.title', 'b.documentNumber'])
    .where('o.fromOn', '<=', day);
  if (bundle !== undefined) query = query.where('o.bundle', '=', bundle);
  if (person !== undefined) {
    query = query.where((e) =>
      e.or([
        e('o.person', '=', person),
        e.and([e('o.person', 'is', null), e('o.section', 'in', [...(sections ?? []), ''])]),
      ]),
    );
  } else if (sections !== undefined) query = query.where('o.section', 'in', [...sections]);
  if (after !== null) {
    const { dueOn, bundle: last, what, ref } = after;
    query = query.where((e) =>
      e(e.refTuple('o.dueOn', 'o.bundle', 'o.what', 'o.ref'), '>', e.tuple(dueOn, last, what, ref)),
    );
  }
  return query.orderBy('o.dueOn').orderBy('o.bundle').orderBy('o.what').orderBy('o.ref').limit(limit);
}

/** A row as the decision made it. */
export function standingOfRow({ what, provisional, ...row }: BundleOwedTable): Standing[] {
  const kind = owedKinds.find((each) => each === what);
  const { ref, level, section, person, fromOn, dueOn, rule, subject } = row;
  const rest = { ref, level, section, person, fromOn, dueOn: dueOn === NEVER ? null : dueOn, rule, subject };
  return kind === undefined ? [] : [{ what: kind, ...rest, provisional: provisional === 1 }];
}

function fingerprint(rows: readonly BundleOwedTable[]): string {
  const fields = rows.map(({ what, ref, level, section, person, fromOn, dueOn, provisional, rule, subject }) =>
    JSON.stringify([what, ref, level, section, person, fromOn, dueOn, provisional, rule, subject]),
  );
  return fields.sort().join('\n');
}
