/** 三同步: drafted, signed and published together, and the days of the limit one by one. */
import { useState } from 'react';
import words from '../../../content/wording/console/bundles.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import { dayWords } from '../look/time-words.ts';
import styles from './bundle.module.css';
import type { BundlePage } from './bundle-types.ts';
import { LimitRule } from './limit-rule.tsx';
import { StepMark, type StepState } from './step-mark.tsx';

export function StepsPanel({ bundle }: { bundle: BundlePage }) {
  const { now } = useFrame();
  const [basis, setBasis] = useState(false);
  const { clock } = bundle;
  const { days, unit } = clock?.rule ?? { days: 0, unit: 'working-day' };
  const note = clock
    ? say(unit === 'day' ? words.steps.noteDays : words.steps.noteWorking, { n: days }) +
      (bundle.aim === 'together' ? words.steps.together : '')
    : words.steps.noClock;
  const states = stepsOf(bundle, now());
  return (
    <Panel
      title={words.steps.title}
      note={note}
      acts={
        clock ? (
          <button type="button" className={styles.link} aria-expanded={basis} onClick={() => setBasis(!basis)}>
            {basis ? words.act.hideBasis : words.act.basis}
          </button>
        ) : undefined
      }
    >
      {basis && clock ? <p className={styles.basis}>{clock.rule.source}</p> : null}
      <ol className={styles.steps}>
        {bundle.steps.map((name, i) => (
          <li key={name}>
            <StepMark state={states[i]?.state ?? 'open'} />
            <div>
              <div className={styles.stepName}>{name}</div>
              <div className={styles.quiet}>{states[i]?.says}</div>
            </div>
          </li>
        ))}
      </ol>
      {bundle.days.length > 0 ? <LimitRule bundle={bundle} /> : null}
    </Panel>
  );
}

/** Drafting by the plan, signing by the post, publishing by what is there. */
function stepsOf(bundle: BundlePage, now: number): { state: StepState; says: string }[] {
  const { plan, post, lines } = bundle;
  const out = lines.filter(({ state }) => state === 'there').length;
  const owed = lines.filter(({ state }) => state === 'owed');
  const signed = post?.state === 'approved';
  return [
    plan
      ? { state: 'done', says: say(words.steps.drafted, { day: dayWords(plan.setOn, now) }) }
      : { state: 'open', says: words.steps.notDrafted },
    post === null
      ? { state: 'open', says: words.steps.noPost }
      : signed
        ? {
            state: 'done',
            says:
              post.signedAt === null
                ? words.postState.approved
                : say(words.steps.signed, { day: dayWords(post.signedAt, now) }),
          }
        : post.state === 'in-review'
          ? { state: 'half', says: words.steps.signing }
          : { state: 'open', says: words.steps.unsigned },
    out === 0
      ? { state: 'open', says: words.steps.nothingOut }
      : owed.length === 0
        ? { state: 'done', says: say(words.steps.allOut, { all: out }) }
        : {
            state: 'half',
            says: say(words.steps.out, {
              out,
              all: out + owed.length,
              missing: owed.map(({ form }) => form ?? words.lines.any).join('、'),
            }),
          },
  ];
}
