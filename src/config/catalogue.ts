/** config/catalogue.yaml: the fields (C-04) and the catalogue of what is published (C-01, C-03, N-17). */
import { z } from 'zod';
import { Refused } from '../errors.ts';
import type { CrossProblem } from './cross-problem.ts';
import { idSchema } from './id.ts';
import { type People, unknown } from './people.ts';

export const daySchema = z.iso.date({ error: 'a day as YYYY-MM-DD' });
const text = z.string().trim().min(1);

/** The eight elements of C-01, with what N-17 asks for. A change from a day on is a second entry under the same index. */
const entry = z.strictObject({
  /** 索引号: stable over all versions of the entry. */
  index: text,
  /** 摘要 */
  summary: text,
  /** 生成日期 */
  createdOn: daySchema,
  /** First day of this version; the first version of an entry leaves it out. */
  fromOn: daySchema.optional(),
  /** 名称 */
  name: text,
  /** 内容 */
  content: text,
  /** 依据 */
  basis: text,
  /** 时限 */
  limit: text,
  /** 主体 */
  subject: text,
  /** 方式 */
  manner: text,
  /** 渠道 */
  channel: text,
  /** 公开对象 */
  addressee: text,
  /** Code of the list of fields (C-04). */
  field: idSchema.optional(),
  /** The section that answers for it (责任). */
  owner: idSchema,
});

export const catalogueSchema = z.strictObject({
  fields: z.strictObject({
    source: text,
    codes: z.array(z.strictObject({ code: idSchema, name: text })).min(1),
  }),
  entries: z.array(entry),
});
export type Catalogue = z.infer<typeof catalogueSchema>;
export type CatalogueEntry = Catalogue['entries'][number];

export function catalogueProblems({ fields, entries }: Catalogue, people: People): CrossProblem[] {
  const codes = fields.codes.map((f) => f.code);
  const sections = people.sections.map((s) => s.id);
  return entries.flatMap((e, i) => {
    const problems: CrossProblem[] = [];
    if (e.field && !codes.includes(e.field)) problems.push(unknown(['entries', i, 'field'], 'field', e.field, codes));
    if (!sections.includes(e.owner)) problems.push(unknown(['entries', i, 'owner'], 'section', e.owner, sections));
    if (entries.findIndex((o) => o.index === e.index && o.fromOn === e.fromOn) < i) {
      const remedy = 'Give this version another fromOn, or this entry another index.';
      const found = `${e.index} from ${e.fromOn ?? 'the beginning'} a second time`;
      problems.push({ path: ['entries', i, 'index'], expected: 'one entry an index and day', found, remedy });
    }
    return problems;
  });
}

/** The field of a code. @throws Refused for a code outside the list (C-04) */
export function fieldOf(catalogue: Catalogue, code: string): { code: string; name: string } {
  const field = catalogue.fields.codes.find((f) => f.code === code);
  if (field) return field;
  throw new Refused({
    code: 'field-unknown',
    message: `${code} is not in the list of fields`,
    place: code,
    remedy: `Use one of ${catalogue.fields.codes.map((f) => f.code).join(', ')}, or add it to config/catalogue.yaml.`,
  });
}

/** Entries as they hold on a day (C-03): of each index the version with the latest fromOn that is not after it. */
export function entriesOn(catalogue: Catalogue, day: string): CatalogueEntry[] {
  const held = new Map<string, CatalogueEntry>();
  for (const e of catalogue.entries) {
    const other = held.get(e.index);
    if ((e.fromOn ?? '') <= day && (!other || (other.fromOn ?? '') <= (e.fromOn ?? ''))) held.set(e.index, e);
  }
  return [...held.values()];
}

/** The catalogue as it is shown: the entries of a day and when the newest of them was made or changed (N-17). */
export function catalogueOn(
  catalogue: Catalogue,
  day: string,
): { changedOn: string | null; entries: CatalogueEntry[] } {
  const entries = entriesOn(catalogue, day);
  const days = entries.map((e) => e.fromOn ?? e.createdOn).sort();
  return { changedOn: days.at(-1) ?? null, entries };
}
