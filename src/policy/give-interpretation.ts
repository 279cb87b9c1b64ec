import { personOf } from '../config/acting-person.ts';
import { FixContent, Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import type { Bundle } from './bundle-store.ts';
import { changeBundle } from './change-bundle.ts';
import { formByCode } from './form.ts';
import { isDay } from './interpretation-plan.ts';
import type { Stage } from './interpretation-title.ts';
import { type Interpreter, interpreterRole } from './interpreter.ts';

/** An interpretation that no portal shows: a press conference, a lecture, a broadcast. */
export interface GivenWish {
  bundle: string;
  form: string;
  stage: Stage;
  title: string;
  url: string | null;
  /** The day on which it was given, YYYY-MM-DD. */
  on: string;
  /** Who interpreted; the role is one of I-12. */
  by: { name: string; role: string } | null;
}

/**
 * Closes the interpretation task of a stage by an interpretation without a page. Only a person of the section that has
 * the task does so: it belongs to the section that drafted until it is handed over (I-01).
 * @throws Refused for a person of another section or while no section is named; FixContent for an unknown form or role
 */
export async function giveInterpretation(desk: BundleDesk, actor: Actor, wish: GivenWish): Promise<BundleFacts> {
  const form = formByCode(wish.form);
  const by: Interpreter | null = wish.by === null ? null : { name: wish.by.name, role: interpreterRole(wish.by.role) };
  if (!isDay(wish.on)) throw noDay(wish.on);
  const act = {
    bundle: wish.bundle,
    act: 'bundle.interpret',
    roles: ['editor', 'section-head', 'leader'] as const,
    what: 'close an interpretation task',
  };
  return changeBundle(desk, actor, act, async (tx, bundle, at) => {
    const section = ownSection(desk, actor, bundle);
    const id = desk.acting.newId();
    const { stage, title, url, on } = wish;
    const interpreter = by === null ? null : JSON.stringify(by);
    await tx
      .insertInto('givenInterpretation')
      .values({
        ...{ id, bundle: bundle.id, form, stage, title, url, givenOn: on },
        section,
        interpreter,
        person: actor.person,
        at,
      })
      .execute();
    return { set: {}, after: { interpretation: id, form, stage, title, on, section, by } };
  });
}

/** The section that closes: the actor's own, which must be the one that has the task. */
function ownSection({ people }: BundleDesk, actor: Actor, { id, section }: Bundle): string {
  const own = personOf(people, actor.person).section;
  if (section === own) return own;
  const remedy =
    section === null
      ? `Name the section that drafted: govcast bundle section ${id} SECTION.`
      : `Let ${section} close it, or have it handed over: govcast bundle handover ${id} ${own} --reason ….`;
  throw new Refused({
    code: 'bundle-other-section',
    message:
      section === null ? 'nobody has said which section drafted' : `the task is with ${section}, not with ${own}`,
    place: `bundle:${id}`,
    remedy,
  });
}

/** A text that should be a day. */
export function noDay(text: string): FixContent {
  return new FixContent({ code: 'day', message: `${text} is not a day`, remedy: 'Write it as 2026-11-25.' });
}
