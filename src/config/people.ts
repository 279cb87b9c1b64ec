/** config/people.yaml: the sections of the bureau and the people who act (decisions 8). */
import { z } from 'zod';
import type { CrossProblem } from './cross-problem.ts';
import { idSchema } from './id.ts';

/** 三员分立: no person is at once system administrator, security administrator and auditor. */
export const separated = ['system-admin', 'security-admin', 'auditor'] as const;
export const roles = ['editor', 'section-head', 'leader', 'secrecy', 'desk', ...separated] as const;
export type Role = (typeof roles)[number];

export const personSchema = z.strictObject({
  id: idSchema,
  /** 姓名 */
  name: z.string().min(1),
  /** 职务 */
  post: z.string().min(1),
  section: idSchema,
  /** None for somebody who waits for the security administrator, or has left. */
  roles: z.array(z.enum(roles)),
  /** Where notices by e-mail go; without it the person is told by the other ways. */
  email: z.email().optional(),
  /** 手机号码 */
  mobile: z
    .string()
    .regex(/^\+?\d{5,15}$/, 'a telephone number in digits')
    .optional(),
});

const section = z.strictObject({
  id: idSchema,
  name: z.string().min(1),
  /** 联络员: exactly one person, to whom the section's reminders go (O-03). */
  liaison: idSchema,
});

export const peopleSchema = z.strictObject({ sections: z.array(section).min(1), people: z.array(personSchema).min(1) });
export type People = z.infer<typeof peopleSchema>;
export type Person = People['people'][number];
export type Section = People['sections'][number];

/** What single entries cannot show: references, ids met twice, roles that must not come together. */
export function peopleProblems({ sections, people }: People): CrossProblem[] {
  const sectionIds = sections.map((s) => s.id);
  const personIds = people.map((p) => p.id);
  const problems: CrossProblem[] = [
    ...repeated(sectionIds).map((i) => twice(['sections', i, 'id'], sectionIds[i])),
    ...repeated(personIds).map((i) => twice(['people', i, 'id'], personIds[i])),
  ];
  people.forEach((p, i) => {
    if (!sectionIds.includes(p.section)) {
      problems.push(unknown(['people', i, 'section'], 'section', p.section, sectionIds));
    }
    const held = separated.filter((role) => p.roles.includes(role));
    if (held.length > 1) {
      const expected = 'at most one of system-admin, security-admin and auditor in one hand';
      const remedy = 'Give the roles to different people (三员分立).';
      problems.push({ path: ['people', i, 'roles'], expected, found: held.join(' and '), remedy });
    }
  });
  sections.forEach((s, i) => {
    const officer = people.find((p) => p.id === s.liaison);
    if (!officer) problems.push(unknown(['sections', i, 'liaison'], 'person', s.liaison, personIds));
    else if (officer.section !== s.id) {
      const expected = `a person of the section ${s.id}`;
      const remedy = `Name a person whose section is ${s.id}.`;
      problems.push({
        path: ['sections', i, 'liaison'],
        expected,
        found: `${s.liaison} of ${officer.section}`,
        remedy,
      });
    }
  });
  return problems;
}

/** The person to whom the reminders of a section go; null for a section that does not exist. */
export function liaisonOf(people: People, sectionId: string): Person | null {
  const id = people.sections.find((s) => s.id === sectionId)?.liaison;
  return people.people.find((p) => p.id === id) ?? null;
}

function repeated(ids: string[]): number[] {
  return ids.flatMap((id, i) => (ids.indexOf(id) < i ? [i] : []));
}

function twice(path: CrossProblem['path'], id: string | undefined): CrossProblem {
  return { path, expected: 'an id of its own', found: `${id} a second time`, remedy: 'Give this entry another id.' };
}

/** A reference that leads nowhere, with what there is. */
export function unknown(path: CrossProblem['path'], kind: string, id: string, known: string[]): CrossProblem {
  return { path, expected: `a known ${kind}`, found: id, remedy: `Known here: ${known.join(', ')}.` };
}
