/** config/offices.yaml: who leads, who administers, which section is in charge (O-01, O-02, O-16). */
import { z } from 'zod';
import { coverLookSchema } from './cover-look.ts';
import type { CrossProblem } from './cross-problem.ts';
import { idSchema } from './id.ts';
import { type People, unknown } from './people.ts';

const leadingGroup = z.strictObject({
  id: idSchema,
  name: z.string().min(1),
  members: z.array(z.strictObject({ person: idSchema, role: z.string().min(1) })),
});

/** Administers publication; an act of its member stands in the ledger with person and group. */
const administratorGroup = z.strictObject({
  id: idSchema,
  name: z.string().min(1),
  members: z.array(idSchema).min(1),
});

export const officesSchema = z.strictObject({
  /** The roles of a leading group (O-01); a group must have somebody in the first of them. */
  leadingRoles: z
    .strictObject({ names: z.array(z.string().min(1)).min(1), source: z.string().min(1) })
    .prefault({ names: ['组长', '副组长', '成员', '办公室主任'], source: 'S0; S2 三(二)' }),
  leadingGroups: z.array(leadingGroup).min(1),
  administrators: z.strictObject({ groups: z.array(administratorGroup).min(1), source: z.string().min(1) }),
  /** O-16: the section in charge and its dedicated staff. May be empty; doctor warns while they are. */
  inCharge: z
    .strictObject({
      section: idSchema.nullable().default(null),
      staff: z.array(idSchema).default([]),
      source: z.string().default('S4 四(二)'),
    })
    .prefault({}),
  /** Look of the covers that govcast draws. */
  cover: coverLookSchema,
});
export type Offices = z.infer<typeof officesSchema>;

export function officesProblems(offices: Offices, people: People): CrossProblem[] {
  const personIds = people.people.map((p) => p.id);
  const sectionIds = people.sections.map((s) => s.id);
  const person = (path: CrossProblem['path'], id: string) =>
    personIds.includes(id) ? [] : [unknown(path, 'person', id, personIds)];
  const { section, staff } = offices.inCharge;
  return [
    ...offices.leadingGroups.flatMap((group, i) => leadingProblems(offices, group, i)),
    ...offices.leadingGroups.flatMap((group, i) =>
      group.members.flatMap((m, k) => person(['leadingGroups', i, 'members', k, 'person'], m.person)),
    ),
    ...offices.administrators.groups.flatMap((group, i) =>
      group.members.flatMap((id, k) => person(['administrators', 'groups', i, 'members', k], id)),
    ),
    ...(section === null || sectionIds.includes(section)
      ? []
      : [unknown(['inCharge', 'section'], 'section', section, sectionIds)]),
    ...staff.flatMap((id, k) => person(['inCharge', 'staff', k], id)),
  ];
}

/** O-01: every group has its head; nobody has a role outside the list. */
function leadingProblems(offices: Offices, group: Offices['leadingGroups'][number], i: number): CrossProblem[] {
  const { names } = offices.leadingRoles;
  const [head] = names;
  const strangers = group.members.flatMap((m, k) =>
    names.includes(m.role) ? [] : [unknown(['leadingGroups', i, 'members', k, 'role'], 'role', m.role, names)],
  );
  if (group.members.some((m) => m.role === head)) return strangers;
  const remedy = `Add a member with the role ${head} to the group ${group.name}.`;
  return [...strangers, { path: ['leadingGroups', i, 'members'], expected: `a ${head}`, found: 'none', remedy }];
}

/** The administrator group a person acts for, or null: the first one when he belongs to both. */
export function groupOf(offices: Offices, personId: string): string | null {
  return offices.administrators.groups.find((g) => g.members.includes(personId))?.id ?? null;
}
