/** The approval form 政务信息公开审批单: its eight fields, as the record of one run of review has them. */
import { createHash } from 'node:crypto';
import { beijingDay } from '../calendar/beijing-time.ts';
import type { People } from '../config/people.ts';
import type { Workflow } from '../config/workflow.ts';
import { mannerNames, mannersOf } from '../posts/manner.ts';
import { type Composed, markingNames } from '../posts/post.ts';
import type { Post } from '../posts/post-store.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { GivenSignature, GivenTick, Review } from './review-store.ts';

/** Names as they were at that time; instants are ms UTC. */
export interface ApprovalForm {
  office: string;
  review: string;
  post: string;
  revision: number;
  /** SHA-256 (hex) of the text. */
  contentHash: string;
  /** 1 拟公开内容提交部门 */
  department: string;
  submittedBy: string;
  submittedAt: number;
  /** 2 拟公开内容: the titles; the text itself is annexed by its hash. */
  articles: { title: string; images: number }[];
  /** 3 公开形式 */
  marking: string;
  manners: string[];
  /** 4 公开时间, by account */
  releases: { account: string; at: number }[];
  /** 5 公开期限: a day or 长期 */
  publicUntil: string;
  /** 6 and 7 科室负责人、分管领导审查意见: a line for each step of the flow */
  steps: { post: string; signed: FormSignature | null }[];
  gates: FormGate[];
  /** 8 年 月 日: the day of the last signature */
  signedOn: string | null;
}

export interface FormGate {
  name: string;
  person: string | null;
  /** In whose place (代签); left out when the person ticked for himself. */
  standsFor?: string | undefined;
  at: number | null;
  comment: string;
}

export interface FormSignature {
  person: string;
  /** In whose place (代签). */
  standsFor: string | null;
  decision: 'approve' | 'return';
  opinion: string;
  at: number;
}

export interface FormRecord {
  post: Post;
  review: Review;
  composed: Composed;
  revision: number;
  signatures: readonly GivenSignature[];
  ticks: readonly GivenTick[];
  releases: readonly { channel: string; at: number }[];
}

/** Fills the form from a record. Pure. */
export function fillForm(
  { post, review, composed, revision, signatures, ticks, releases }: FormRecord,
  { people, workflow, names }: FormNames,
): ApprovalForm {
  const nameOf = (id: string) => people.people.find((p) => p.id === id)?.name ?? id;
  const flow = workflow.flows.find((f) => f.id === review.workflow);
  const section = people.people.find((p) => p.id === post.author)?.section;
  const last = signatures.at(-1);
  const done = review.state !== 'open' && last !== undefined;
  return {
    office: names?.office ?? '',
    review: review.id,
    post: post.id,
    revision,
    contentHash: review.contentHash,
    department: people.sections.find((s) => s.id === section)?.name ?? '',
    submittedBy: nameOf(review.openedBy),
    submittedAt: review.openedAt,
    articles: composed.articles.map(({ title, images }) => ({ title, images: images.length })),
    marking: composed.marking === null ? '' : markingNames[composed.marking],
    manners: mannersOf(post).map((manner) => mannerNames[manner]),
    releases: releases.map(({ channel, at }) => ({ account: names?.account(channel) ?? channel, at })),
    publicUntil: composed.publicUntil,
    steps: (flow?.steps ?? []).map((step, position) => {
      const given = signatures.find((s) => s.position === position);
      return { post: step.post, signed: given ? signedBy(given, nameOf) : null };
    }),
    gates: (flow?.gates ?? []).map((id) => {
      const tick = ticks.find((t) => t.gate === id);
      const name = workflow.gates.find((g) => g.id === id)?.name ?? id;
      // Only where it says something: what was printed before there were stand-ins keeps its fingerprint.
      const standing = tick?.forPerson ? { standsFor: nameOf(tick.forPerson) } : {};
      const person = tick ? nameOf(tick.person) : null;
      return { name, person, ...standing, at: tick?.at ?? null, comment: tick?.comment ?? '' };
    }),
    signedOn: done ? beijingDay(last.at) : null,
  };
}

export interface FormNames {
  people: People;
  workflow: Workflow;
  names?: { office: string; account: (channel: string) => string };
}

/** `sm3:<hex>` over the canonical JSON of the form. */
export function formFingerprint(body: string): string {
  return `sm3:${createHash('sm3').update(body).digest('hex')}`;
}

/** The form as it is kept: the same record gives the same bytes. */
export function formBody(form: ApprovalForm): string {
  return canonicalJson(form);
}

function signedBy(given: GivenSignature, nameOf: (id: string) => string): FormSignature {
  const { person, forPerson = null, decision, opinion, at } = given;
  return { person: nameOf(person), standsFor: forPerson === null ? null : nameOf(forPerson), decision, opinion, at };
}
