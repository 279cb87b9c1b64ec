/** Shapes of what the review routes answer; what each means stands with the query in src/review. */
import { z } from 'zod';
import { blockKinds } from '../../review/changes/read-text.ts';

const instant = z.number();
const level = z.enum(['green', 'orange', 'red', 'breached']);

const leaveDays = z.object({ beginsOn: z.string(), endsOn: z.string(), who: z.string() });

export const queueAnswer = z.object({
  waiting: z.array(
    z.object({
      post: z.string(),
      title: z.string(),
      asks: z.enum(['sign', 'tick']),
      dueAt: instant,
      due: z.enum(['release', 'limit']),
      level,
      submittedBy: z.string(),
      articles: z.number(),
      channels: z.number(),
      fast: z.boolean(),
      standsFor: z.string().nullable(),
    }),
  ),
  count: z.number(),
  signed: z.array(z.object({ post: z.string(), title: z.string(), at: instant, waitsFor: z.string() })),
  returned: z.array(
    z.object({ post: z.string(), title: z.string(), at: instant, marks: z.number(), author: z.string() }),
  ),
  leave: z.object({ signs: z.boolean(), mine: leaveDays.nullable(), standing: z.array(leaveDays) }),
});

const part = z.object({ op: z.enum(['same', 'ins', 'del']), text: z.string() });
const block = z.object({
  article: z.number(),
  kind: z.enum(blockKinds),
  level: z.number(),
  op: z.enum(['same', 'ins', 'del', 'mod']),
  cells: z.array(z.array(part)),
  change: z.number().nullable(),
});
const finding = z.object({
  check: z.string(),
  severity: z.enum(['blocking', 'warning', 'note']),
  excerpt: z.string(),
  message: z.string(),
  remedy: z.string(),
  rule: z.string(),
  excepted: z.boolean(),
});

export const keepingAnswer = z.object({
  held: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  embargoUntil: instant.nullable(),
  mayHold: z.boolean(),
  mayRelease: z.boolean(),
  mayEmbargo: z.boolean(),
  mayShorten: z.boolean(),
  mayWithdraw: z.boolean(),
});

/** What becomes of a post after its last signature. */
export const followsAnswer = z.object({
  is: z.enum(['planned', 'at-once', 'embargo', 'held', 'lost', 'unplaced']),
  at: instant.nullable(),
});

export const viewAnswer = z.object({
  post: z.string(),
  review: z.string(),
  state: z.enum(['open', 'approved', 'returned', 'voided']),
  closedAt: instant.nullable(),
  title: z.string(),
  kind: z.string(),
  revision: z.number(),
  contentHash: z.string(),
  due: z.object({ at: instant, of: z.enum(['release', 'limit']), level }).nullable(),
  releases: z.array(z.object({ channel: z.string(), account: z.string(), act: z.string(), at: instant })),
  submittedBy: z.string(),
  submittedAt: instant,
  articles: z.number(),
  blocks: z.array(block),
  changes: z.array(
    z.object({ number: z.number(), revision: z.number(), by: z.string(), at: instant, check: z.string().nullable() }),
  ),
  sentBack: z
    .object({
      is: z.enum(['returned', 'withdrawn']),
      by: z.string(),
      mine: z.boolean(),
      at: instant,
      opinion: z.string(),
      marks: z.array(
        z.object({
          ...{ article: z.number(), block: z.number(), start: z.number(), end: z.number() },
          ...{ excerpt: z.string(), note: z.string() },
        }),
      ),
    })
    .nullable(),
  readBefore: z
    .object({
      revision: z.number(),
      at: instant,
      decision: z.enum(['approve', 'return', 'tick']),
      opinion: z.string(),
      marks: z.array(z.object({ excerpt: z.string(), note: z.string() })),
    })
    .nullable(),
  gates: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      ticked: z
        .object({
          by: z.string(),
          standsFor: z.string().nullable(),
          at: instant,
          comment: z.string(),
          mine: z.boolean(),
        })
        .nullable(),
      may: z.boolean(),
      others: z.array(z.string()),
    }),
  ),
  chain: z.array(
    z.object({
      kind: z.enum(['draft', 'tick', 'step']),
      who: z.string(),
      what: z.string(),
      state: z.enum(['done', 'returned', 'waiting', 'later']),
      at: instant.nullable(),
      mine: z.boolean(),
      standsFor: z.string().nullable(),
      opinion: z.string(),
      dueAt: instant.nullable(),
      limit: z.object({ n: z.number(), unit: z.enum(['hour', 'working-day', 'day']) }).nullable(),
    }),
  ),
  findings: z.array(finding),
  keeping: keepingAnswer,
  mine: z.object({
    step: z.string().nullable(),
    may: z.boolean(),
    standsFor: z.object({ id: z.string(), name: z.string() }).nullable(),
    why: z.string().nullable(),
    ownOpen: z.array(z.string()),
    othersOpen: z.array(z.string()),
    withdraw: z.object({ may: z.boolean(), why: z.string().nullable() }),
    next: z.string().nullable(),
  }),
});

const signature = z.object({
  person: z.string(),
  standsFor: z.string().nullable(),
  decision: z.enum(['approve', 'return']),
  opinion: z.string(),
  at: instant,
});

export const formAnswer = z.object({
  form: z.object({
    office: z.string(),
    review: z.string(),
    post: z.string(),
    revision: z.number(),
    contentHash: z.string(),
    department: z.string(),
    submittedBy: z.string(),
    submittedAt: instant,
    articles: z.array(z.object({ title: z.string(), images: z.number() })),
    marking: z.string(),
    manners: z.array(z.string()),
    releases: z.array(z.object({ account: z.string(), at: instant })),
    publicUntil: z.string(),
    steps: z.array(z.object({ post: z.string(), signed: signature.nullable() })),
    gates: z.array(
      z.object({
        name: z.string(),
        person: z.string().nullable(),
        standsFor: z.string().optional(),
        at: instant.nullable(),
        comment: z.string(),
      }),
    ),
    signedOn: z.string().nullable(),
  }),
  fingerprint: z.string(),
  kept: z.boolean(),
  /** The modules of a QR code that holds the run and the fingerprint: a path in a square of `size`. */
  qr: z.object({ path: z.string(), size: z.number() }),
});
