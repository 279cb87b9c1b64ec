import { beijingDay } from '../calendar/beijing-time.ts';
import { coreOf, fullKeyOf } from './core-title.ts';
import { type ActKind, readDocumentActs } from './document-acts.ts';
import { findDocumentNumbers, normaliseDocumentNumber } from './document-number.ts';
import { effectiveDayOf } from './effective-day.ts';
import type { Form } from './form.ts';
import { isGround } from './head-mentions.ts';
import { readInterpretationTitle, type Stage, stageOf } from './interpretation-title.ts';
import type { LinkItem, LinkRole } from './link-item.ts';
import { formOfColumn, holdsPolicies, roleOf } from './link-role.ts';
import { readTargets, type Target } from './link-target.ts';
import { withoutPlaces } from './place-names.ts';
import { genreOf } from './title-grammar.ts';
import { issuingBody, readMarks, type TitleMarks } from './title-marks.ts';

/** What a policy does to an earlier one, ready to be compared. */
export interface Act {
  kind: ActKind;
  title: string | null;
  core: string;
  number: string | null;
}

/** What linking knows of an item: computed once from the page, stored, and enough to score it against any other. */
export interface LinkFacts {
  id: string;
  /** A policy that no page here is (see stub.ts). */
  isStub: boolean;
  title: string;
  role: LinkRole;
  /** It has a document number or stands in a column of policy documents: its interpretation is owed (I-02). */
  normative: boolean;
  core: string;
  /** The core without place names. */
  bare: string;
  full: string;
  marks: TitleMarks;
  /** Only of interpretations; null and empty for others. */
  form: Form | null;
  stage: Stage;
  targets: Target[];
  several: boolean;
  /** Its own document number, normalised; of an interpretation the one its page label gives. */
  number: string | null;
  /** Numbers that its title and the head of its text cite, normalised. */
  cited: string[];
  /** Those cited only as what the subject was made by (根据…号精神). */
  grounds: string[];
  /** Who explains, of an interpretation: 示例市民政局. */
  speaker: string | null;
  /** What it does to earlier documents, of a policy. */
  acts: Act[];
  /** The Beijing day from which it holds, of a policy that names one. */
  effectiveOn: string | null;
  addressKey: string | null;
  links: string[];
  publishedAt: number | null;
}

/** How far into a text numbers and titles are looked for, UTF-16 code units: later ones are legal bases, not subjects. */
const HEAD_CHARS = 1200;
const MAX_CITED = 12;
const MAX_LINKS = 40;
/** A body shorter than this with a picture is one tall image (一图读懂). */
const IMAGE_BODY_CHARS = 80;

/** Reads an item for linking: the column's kind first, then the title, then whether the body is mostly one tall image. */
export function readLinkFacts(item: LinkItem): LinkFacts {
  const head = item.text.slice(0, HEAD_CHARS);
  const lines = `${item.title}\n${head}`;
  const numbers = findDocumentNumbers(lines).filter((n) => n.issuer !== null);
  const grounds = unique(numbers.filter((n) => isGround(lines, n.start)).map((n) => n.normalised));
  const cited = unique(numbers.map((n) => n.normalised)).filter((n) => !grounds.includes(n));
  const own = item.number === null ? numberInTitle(item.title) : normaliseDocumentNumber(item.number);
  const read = readInterpretationTitle(item.title);
  const role = roleOf(item, read !== null, own);
  const marks = readMarks(item.title, item.issuer);
  const core = coreOf(item.title);
  const facts = {
    id: item.id,
    isStub: false,
    title: item.title,
    role,
    normative: role === 'policy' && (own !== null || (holdsPolicies(item) && genreOf(item.title) !== null)),
    core,
    bare: withoutPlaces(core, marks.places),
    full: fullKeyOf(item.title),
    marks,
    stage: read?.stage ?? stageOf(item.title),
    several: read?.several ?? false,
    number: own,
    cited: cited.slice(0, MAX_CITED),
    grounds: grounds.slice(0, MAX_CITED),
    speaker: issuingBody(item.title) ?? item.issuer,
    acts: role === 'policy' ? actsOf(item) : [],
    effectiveOn: role === 'policy' ? effectiveDayOf(item.text, publishedOn(item)) : null,
    addressKey: item.addressKey,
    links: unique(item.links)
      .filter((key) => key !== item.addressKey)
      .slice(0, MAX_LINKS),
    publishedAt: item.publishedAt,
  };
  if (role !== 'interpretation') return { ...facts, form: null, targets: [] };
  const imageOnly = item.images > 0 && item.text.trim().length < IMAGE_BODY_CHARS;
  const form: Form = read?.form ?? formOfColumn(item.column) ?? (imageOnly ? '图解' : '其他');
  return { ...facts, form, targets: readTargets(read?.targets ?? [], facts.several, item.title, head) };
}

function publishedOn({ publishedAt }: LinkItem): string | null {
  return publishedAt === null ? null : beijingDay(publishedAt);
}

function actsOf(item: LinkItem): Act[] {
  return readDocumentActs(item.title, item.text).map(({ kind, title, number }) => ({
    kind,
    title,
    core: title === null ? '' : coreOf(title),
    number,
  }));
}

function numberInTitle(title: string): string | null {
  const numbers = findDocumentNumbers(title).filter((n) => n.issuer !== null);
  return numbers.length === 1 ? (numbers[0]?.normalised ?? null) : null;
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
