import type { BundleTrait } from './bundle-traits.ts';
import type { Consultation } from './consultation.ts';
import type { Form } from './form.ts';
import type { InterpretationPlan } from './interpretation-plan.ts';
import type { Stage } from './interpretation-title.ts';
import type { FirstInterpreter } from './interpreter.ts';

/** An interpretation of a bundle: a page that linking or a person joined to it, or one that was given without a page. */
export interface BundleInterpretation {
  /** The item, or the id of a given one. */
  id: string;
  title: string;
  url: string | null;
  form: Form;
  /** 草案, 发布, 施行后 (I-06). */
  stage: Stage;
  /** The Beijing day on which it came out; null when its page gives none. */
  on: string | null;
  /** Given without a page: a press conference, a lecture. */
  given: boolean;
  /** Codes of the heads it covers. */
  heads: string[];
}

/** Why no interpretation is needed (I-18). */
export interface Waiver {
  reason: string;
  note: string;
  by: string;
  on: string;
}

/** Everything that decides what a bundle owes. Days are Beijing days, YYYY-MM-DD. */
export interface BundleFacts {
  id: string;
  /** The policy's item. */
  policy: string;
  title: string;
  documentNumber: string | null;
  phase: 'draft' | 'final';
  /** Day 0; null while neither the page nor a person gives it. */
  publishedOn: string | null;
  /** The day the bundle was made: where what has no other day begins. */
  madeOn: string;
  documentClass: string;
  traits: BundleTrait[];
  draftingSection: string | null;
  /** The section that answers for the interpretation now. */
  section: string | null;
  interpreter: FirstInterpreter | null;
  /** The bundle's own telephone, else the office's (I-10). */
  telephone: string | null;
  plan: InterpretationPlan | null;
  waiver: Waiver | null;
  effectiveOn: string | null;
  interpretations: BundleInterpretation[];
  /** Its own, and those of the drafts that became it. */
  consultations: Consultation[];
  archived: boolean;
  /** A draft whose text is out: the text's bundle owes the rest. */
  became: boolean;
  /** A newer document replaced or repealed it. */
  superseded: boolean;
}

/** The first day on which the text in force was interpreted; null while it is not, or no page says when. */
export function interpretedOn({ interpretations }: Pick<BundleFacts, 'interpretations'>): string | null {
  const days = interpretations.filter(({ stage }) => stage !== 'draft').flatMap(({ on }) => on ?? []);
  return days.sort()[0] ?? null;
}
