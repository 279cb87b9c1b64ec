import { useState } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/requests.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import act from '../look/act.module.css';
import { LevelMark } from '../look/level.tsx';
import { LevelShape } from '../look/level-shape.tsx';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import { dayOf, dayWords } from '../look/time-words.ts';
import { AssignForm } from './assign-form.tsx';
import styles from './case-side.module.css';
import type { ListedRequest, RequestCase } from './request-types.ts';
import { dueOf, stepWords } from './request-words.ts';
import panes from './requests.module.css';
import { ruleWords } from './rule-words.ts';
import { useAssign } from './use-assign.ts';

/** The right pane: why it is due when it is, who has it, and what else the same citizen wrote. */
export function CaseSide({ request, hrefOf }: { request: RequestCase; hrefOf: (of: ListedRequest) => string }) {
  const { now } = useFrame();
  return (
    <div className={panes.side}>
      <Reasons request={request} now={now()} />
      {request.closed ? null : <Keeper key={`${request.id} ${request.assignedAt}`} request={request} />}
      <Panel title={words.others} flush>
        {request.others.length === 0 ? <p className={styles.none}>{words.othersNone}</p> : null}
        <ul className={styles.others}>
          {request.others.map((other) => (
            <li key={other.id}>
              <p className={styles.otherTitle}>{`${other.number ?? ''} ${other.title}`}</p>
              <p className={styles.otherLine}>
                {other.level === null ? (
                  words.tabs.closed
                ) : (
                  <LevelMark level={other.level} says={dueOf(other, now())} />
                )}
                <Link href={hrefOf(other)} aria-label={`${words.open} ${other.number ?? other.title}`}>
                  {words.open}
                </Link>
              </p>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function Reasons({ request, now }: { request: RequestCase; now: number }) {
  const [whole, setWhole] = useState(false);
  const { steps, rule, days, unit, provisional } = request;
  return (
    <Panel title={titleOf(request, now)}>
      <ol className={styles.steps}>
        {steps.map((step) => {
          const { when, what } = stepWords(step, request, now);
          return (
            <li key={`${step.step} ${when}`} className={styles.step} data-step={step.step} data-level={request.level}>
              <span className={styles.dot} aria-hidden="true">
                {step.step === 'due' && request.level ? <LevelShape level={request.level} /> : null}
              </span>
              <b className={styles.when}>{when}</b>
              <span className={styles.what}>{what}</span>
            </li>
          );
        })}
      </ol>
      <p className={styles.rule}>
        {say(words.rule, {
          rule: whole ? ruleWords(rule) : say(words.ruleLimit, { n: days, unit: words.units[unit] }),
        })}{' '}
        <button type="button" className={act.link} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {words.basis}
        </button>
      </p>
      {provisional ? <p className={styles.rule}>{words.provisionalOnce}</p> : null}
    </Panel>
  );
}

function titleOf({ dueAt, closed }: RequestCase, now: number): string {
  if (closed) return words.why.closed;
  if (dayOf(dueAt) === dayOf(now)) return words.why.today;
  return now > dueAt ? words.why.late : say(words.why.day, { day: dayWords(dueAt, now) });
}

function Keeper({ request }: { request: RequestCase }) {
  const { give, giving, problem } = useAssign();
  const { section, assignee } = request;
  return (
    <Panel title={words.inHand} note={assignee ? `${section.name} ${assignee.name}` : words.unassigned}>
      <AssignForm
        verb={assignee ? words.change : words.assign}
        now={{ section: section.id, assignee: assignee?.id ?? null }}
        giving={giving}
        problem={problem}
        onGive={(hands) => void give([request], hands)}
      />
    </Panel>
  );
}
