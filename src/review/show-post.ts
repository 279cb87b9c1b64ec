import { isoBeijing } from '../calendar/beijing-time.ts';
import { type Flow, flowFor } from '../config/workflow.ts';
import type { Finding } from '../posts/finding.ts';
import { type Manner, mannersOf } from '../posts/manner.ts';
import { findPost, loadHead, type Post } from '../posts/post-store.ts';
import type { Db } from '../store/database.ts';
import { postUnknown, writersOf } from './load-chain.ts';
import { type Chain, nextSigners, nextStep } from './review.ts';
import {
  approvedReview,
  exceptionsOf,
  type GivenSignature,
  openReview,
  signaturesOf,
  ticksOf,
} from './review-store.ts';
import { isExcepted, type Reviewing } from './submit-post.ts';

/** A post as `govcast post show` answers; moments are ISO 8601 +08:00. */
export interface ShownPost {
  id: string;
  title: string;
  kind: string;
  /** M-01 */
  job: string | null;
  /** */
  publicUntil: string;
  /** */
  manner: Manner[];
  /** O-17 */
  unit: string | null;
  subject: string;
  state: Post['state'];
  author: string;
  revision: number;
  contentHash: string;
  approvedHash: string | null;
  articles: { title: string; author: string; digest: string; htmlCharacters: number }[];
  /** `excepted` when a person let it pass in this very text. */
  findings: (Finding & { excepted: boolean })[];
  chain: ShownChain | null;
}

/** Whose hand it was, and in whose place (代签); `standsFor` is null for somebody who acted for himself. */
interface Hand {
  person: string;
  standsFor: string | null;
  at: string;
}

/** Who has signed and who must; null where the workflow has no flow for the kind. */
export interface ShownChain {
  flow: string;
  gates: { id: string; name: string; ticked: (Hand & { comment: string }) | null; may: string[] }[];
  steps: { id: string; post: string; signed: (Hand & { opinion: string }) | null; may: string[] }[];
  /** The step that waits for its signature; null in no review or when all have signed. */
  next: string | null;
}

/** @throws Refused when there is no such post */
export async function showPost(db: Db, reviewing: Reviewing, id: string): Promise<ShownPost> {
  const head = await loadHead(db, id);
  if (!head) throw postUnknown(id);
  const { post, composed } = head;
  const exceptions = await exceptionsOf(db, id, post.contentHash);
  const findings = reviewing.check(head.findings, composed);
  return {
    id,
    title: post.title,
    kind: post.kind,
    job: composed.job,
    publicUntil: composed.publicUntil,
    manner: mannersOf(post),
    unit: post.unit,
    subject: `${post.subjectKind}:${post.subjectId}`,
    state: post.state,
    author: post.author,
    revision: post.revision,
    contentHash: post.contentHash,
    approvedHash: post.approvedHash,
    articles: composed.articles.map(({ title, author, digest, html }) => ({
      title,
      author,
      digest,
      htmlCharacters: html.length,
    })),
    findings: findings.map((f) => ({ ...f, excepted: isExcepted(f, exceptions) })),
    chain: await showChain(db, reviewing, post),
  };
}

/** The hash of the newest text of a post. @throws Refused when there is no such post */
export async function headHash(db: Db, id: string): Promise<string> {
  const post = await findPost(db, id);
  if (!post) throw postUnknown(id);
  return post.contentHash;
}

async function showChain(db: Db, { workflow, people }: Reviewing, post: Post): Promise<ShownChain | null> {
  const review =
    post.state === 'approved' ? await approvedReview(db, post.id, post.contentHash) : await openReview(db, post.id);
  const flow = review ? workflow.flows.find((f) => f.id === review.workflow) : flowFor(workflow, post.kind, post.pace);
  if (!flow) return null;
  const signatures = review ? await signaturesOf(db, review.id) : [];
  const ticks = review ? await ticksOf(db, review.id) : [];
  const chain: Chain = {
    flow,
    signatures,
    ticks,
    writers: [...(await writersOf(db, post)), ...(review ? [review.openedBy] : [])],
  };
  const others = people.people.filter((p) => !chain.writers.includes(p.id));
  const waiting = review?.state === 'open' ? nextStep(chain) : null;
  return {
    flow: flow.id,
    gates: gatesOf(flow, workflow.gates).map(({ id, name, roles }) => {
      const tick = ticks.find((t) => t.gate === id);
      const ticked = tick ? { ...handOf(tick), comment: tick.comment } : null;
      const may = ticked ? [] : others.filter((p) => p.roles.some((role) => roles.includes(role))).map((p) => p.id);
      return { id, name, ticked, may };
    }),
    steps: flow.steps.map((step, position) => {
      const given = signatures.find((s) => s.position === position);
      const signed = given ? { ...handOf(given), opinion: given.opinion } : null;
      // Asked as if the steps before it were given, so that everybody sees whose turn comes when.
      const upTo = { ...chain, flow: { ...flow, steps: flow.steps.slice(position) }, signatures: [] };
      const signers = nextSigners(upTo, people.people).filter((p) => signatures.every((s) => s.person !== p.id));
      return { id: step.id, post: step.post, signed, may: signed ? [] : signers.map((p) => p.id) };
    }),
    next: waiting?.id ?? null,
  };
}

function handOf({ person, forPerson = null, at }: Pick<GivenSignature, 'person' | 'forPerson' | 'at'>): Hand {
  return { person, standsFor: forPerson, at: isoBeijing(at) };
}

function gatesOf(flow: Flow, gates: Reviewing['workflow']['gates']) {
  return flow.gates.flatMap((id) => gates.filter((g) => g.id === id));
}
