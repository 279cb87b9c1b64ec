import { coreOf, fullKeyOf } from './core-title.ts';
import { genres } from './genre.ts';
import { type Mention, readMentions } from './head-mentions.ts';
import { withoutPlaces } from './place-names.ts';
import { readMarks, type TitleMarks } from './title-marks.ts';

/** A policy as an interpretation names it. */
export interface Target {
  core: string;
  /** The core without place names, for titles that leave the place out. */
  bare: string;
  full: string;
  marks: TitleMarks;
  /** Named in the body only, not in the title: a weaker sign. */
  inBody: boolean;
  /** In the body: it is said to have been issued, so it is what the page explains. */
  subject: boolean;
  /** The title prints its issuer; else `marks.issuer` is what the text says. */
  issuerPrinted: boolean;
  /** As printed. */
  title: string;
  /** The number printed behind its title, normalised. */
  number: string | null;
}

const MAX_TARGETS = 12;

/**
 * The policies named: in the title; where the title names none (or says that there are more), those that the text says
 * were issued, else the first that it quotes. What the text only rests on (根据《…》) is never one.
 */
export function readTargets(titled: string[], several: boolean, title: string, head: string): Target[] {
  const mentions = readMentions(`${title}\n${head}`).filter(({ part }) => part !== 'ground');
  const named = titled.map((name) => target(name, mentions)).filter(({ core }) => namesOne(core));
  const inText = mentions.filter(({ title: t }) => !named.some(({ core }) => core === coreOf(t)));
  const subjects = inText.filter(({ part }) => part === 'subject');
  const first = subjects.length > 0 ? subjects.slice(0, several ? MAX_TARGETS : 2) : inText.slice(0, 2);
  const more = named.length === 0 ? first : several ? subjects : [];
  const found = [...named, ...more.map((mention) => ({ ...target(mention.title, [mention]), inBody: true }))];
  return found
    .filter(({ core, full }, i) => namesOne(core) && found.findIndex((other) => other.full === full) === i)
    .slice(0, MAX_TARGETS);
}

/** 《若干措施》, 《办法》: the short name that a text gives a document names no one. */
function namesOne(core: string): boolean {
  return (
    (core.length > 3 || /^(?:.{2}法|[宪刑]法|民法典)$/u.test(core)) &&
    !genres.includes(core) &&
    !/^(?:本|该|新)?(?:实施|管理|暂行|若干)?(?:意见|办法|措施|方案|规定|条例|细则|通知|规划|政策)$/u.test(core)
  );
}

/** A policy by its title, with what the text adds to it: number and issuer. */
function target(title: string, mentions: Mention[]): Target {
  const core = coreOf(title);
  const same = mentions.filter((m) => m.title === title || coreOf(m.title) === core);
  const read = readMarks(title, same.find(({ issuer }) => issuer !== null)?.issuer ?? null);
  const inText = same.filter((m) => m.title !== title).map((m) => readMarks(m.title, null));
  const always = (mark: 'draft' | 'revised') => inText.length > 0 && inText.every((marks) => marks[mark]);
  const marks = { ...read, draft: read.draft || always('draft'), revised: read.revised || always('revised') };
  return {
    core,
    bare: withoutPlaces(core, marks.places),
    full: fullKeyOf(title),
    marks,
    inBody: false,
    issuerPrinted: readMarks(title, null).issuer !== null,
    subject: same.some(({ part }) => part === 'subject'),
    title,
    number: same.find(({ number }) => number !== null)?.number ?? null,
  };
}
