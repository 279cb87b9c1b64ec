/** Shapes of what the routes of 政策包 answer. Days are Beijing days, YYYY-MM-DD; instants ms UTC. */
import { z } from 'zod';
import { owedKinds } from '../../policy/owed.ts';

const nullableText = z.string().nullable();
const named = z.object({ code: z.string(), name: z.string() });
const section = z.object({ id: z.string(), name: z.string() });

export const bundleRow = z.object({
  id: z.string(),
  title: z.string(),
  documentNumber: nullableText,
  phase: z.enum(['draft', 'final']),
  section: nullableText,
  publishedOn: nullableText,
  effectiveOn: nullableText,
  nextDueOn: nullableText,
  workingDaysLeft: z.number().nullable(),
  level: z.enum(['green', 'yellow', 'orange', 'red', 'breached']),
  provisional: z.boolean(),
  owed: z.array(z.object({ what: z.enum(owedKinds), subject: z.string(), dueOn: nullableText })),
  there: z.number(),
  doubtful: z.number(),
});

const line = z.object({
  state: z.enum(['there', 'owed', 'planned', 'waived']),
  form: nullableText,
  formCode: nullableText,
  stage: z.enum(['draft', 'release', 'in-force']),
  interpretation: z
    .object({
      id: z.string(),
      title: z.string(),
      url: nullableText,
      on: nullableText,
      given: z.boolean(),
      timing: z.enum(['before', 'together', 'within', 'late', 'after']).nullable(),
    })
    .nullable(),
  joined: z.object({ score: z.number().nullable(), reasons: z.array(z.string()), by: nullableText }).nullable(),
  dueOn: nullableText,
  workingDaysLeft: z.number().nullable(),
  provisional: z.boolean(),
  late: z.boolean(),
  by: z.object({ name: z.string(), role: z.string() }).nullable(),
  channels: z.array(z.string()),
});

const doubtful = z.object({
  policy: z.string(),
  interpretation: z.string(),
  title: z.string(),
  url: z.string(),
  column: z.string(),
  publishedAt: z.number().nullable(),
  form: z.string(),
  score: z.number(),
  signs: z.array(z.object({ speaks: z.enum(['for', 'against']), reason: z.string() })),
});

export const bundlePage = z.object({
  id: z.string(),
  policy: z.string(),
  title: z.string(),
  documentNumber: nullableText,
  phase: z.enum(['draft', 'final']),
  documentClass: z.string(),
  className: z.string(),
  traits: z.array(z.string()),
  publishedOn: nullableText,
  effectiveOn: nullableText,
  draftingSection: section.nullable(),
  section: section.nullable(),
  interpreter: z.object({ name: z.string(), post: z.string(), position: z.string(), person: nullableText }).nullable(),
  telephone: nullableText,
  plan: z
    .object({
      setOn: z.string(),
      lines: z.array(
        z.object({
          form: z.string(),
          channels: z.array(z.string()),
          on: z.string(),
          by: z.object({ name: z.string(), role: z.string() }),
        }),
      ),
    })
    .nullable(),
  waiver: z.object({ reason: z.string(), note: z.string(), by: z.string(), on: z.string() }).nullable(),
  archived: z.boolean(),
  became: z.boolean(),
  superseded: z.boolean(),
  page: z
    .object({
      url: z.string(),
      publishedAt: z.number().nullable(),
      seenAt: z.number(),
      withdrawn: z.boolean(),
      marking: nullableText,
      validity: nullableText,
      issuer: nullableText,
    })
    .nullable(),
  clock: z
    .object({
      state: z.enum(['together', 'within', 'late', 'missing']),
      dueOn: z.string(),
      provisional: z.boolean(),
      workingDaysLeft: z.number(),
      level: z.enum(['green', 'yellow', 'orange', 'red', 'breached']),
      rule: z.object({ id: z.string(), days: z.number(), unit: z.enum(['working-day', 'day']), source: z.string() }),
    })
    .nullable(),
  aim: z.enum(['together', 'within']),
  labels: z.array(z.string()),
  steps: z.array(z.string()),
  days: z.array(z.object({ on: z.string(), n: z.number().nullable() })),
  lines: z.array(line),
  checklist: z.object({ name: z.string(), source: z.string() }),
  heads: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      coveredBy: z.array(z.object({ id: z.string(), form: z.string() })),
    }),
  ),
  doubtful: z.array(doubtful),
  owed: z.array(z.object({ what: z.enum(owedKinds), sentence: z.string(), late: z.boolean(), warning: z.boolean() })),
  /** What keeps it from being archived. */
  holding: z.array(z.string()),
  /** Days YYYY-MM-DD, both inclusive; ways and the reason for none by name. */
  consultations: z.array(
    z.object({
      id: z.string(),
      ways: z.array(z.string()),
      opensOn: nullableText,
      closesOn: nullableText,
      noneReason: nullableText,
      consultees: z.array(z.string()),
      resultOn: nullableText,
      resultUrl: nullableText,
    }),
  ),
  /** The major decisions of this year, with the stage at which this document stands under each; null where it does not. */
  decisions: z.array(z.object({ id: z.string(), title: z.string(), stage: nullableText, on: nullableText })),
  /** Its post, with the places it has; null while none was made. */
  post: z
    .object({
      id: z.string(),
      title: z.string(),
      state: z.enum(['draft', 'in-review', 'approved', 'returned', 'withdrawn']),
      signedAt: z.number().nullable(),
      places: z.array(
        z.object({
          channel: z.string(),
          name: z.string(),
          kind: z.string(),
          act: z.string(),
          at: z.number(),
          state: nullableText,
        }),
      ),
    })
    .nullable(),
  /** The post of drafted questions; null while none were drafted. */
  questions: nullableText,
  /** Relations with other documents: drafts, what it replaces, what replaces it. */
  relations: z.array(
    z.object({
      direction: z.enum(['to', 'from']),
      kind: z.string(),
      name: z.string(),
      other: z.string(),
      title: z.string(),
      decision: z.enum(['made', 'offered', 'refused']),
      reasons: z.array(z.string()),
    }),
  ),
  /** What was done with it, the newest first: lines of the ledger. */
  history: z.array(z.object({ seq: z.number(), at: z.number(), act: z.string(), person: z.string() })),
  choices: z.object({
    sections: z.array(section),
    forms: z.array(named),
    roles: z.array(named),
    traits: z.array(named),
    classes: z.array(named),
    waivers: z.array(named),
    channels: z.array(named),
    ways: z.array(named),
    noConsultation: z.array(named),
    consultees: z.array(named),
    stages: z.array(named),
  }),
});
