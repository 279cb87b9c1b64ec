import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/access.yaml';
import frameWords from '../../../content/wording/console/frame.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './access.module.css';
import { FirstAdminForm } from './first-admin-form.tsx';
import { AccountsStep, HolidaysStep, SourcesStep } from './look-steps.tsx';
import { RenewPasswords } from './renew-passwords.tsx';
import { SignersStep } from './signers-step.tsx';

const steps = ['admin', 'holidays', 'sources', 'accounts', 'signers'] as const;
type Step = (typeof steps)[number];
const titles = [
  words.firstRun.step1,
  words.firstRun.step2,
  words.firstRun.step3,
  words.firstRun.step4,
  words.firstRun.step5,
];

/** Five steps in one column; each can be left and taken up again. After the first one the administrator is signed in. */
export default function FirstRunPage() {
  const setup = api.useQuery('get', '/api/v1/setup');
  const client = useQueryClient();
  useEffect(() => {
    document.title = `${words.firstRun.title} · ${frameWords.product}`;
  }, []);
  return (
    <main className={`${styles.page} ${styles.firstRun}`}>
      <div className={styles.column}>
        <header>
          <h1 className={styles.office}>{words.firstRun.title}</h1>
          <p className={styles.note}>{words.firstRun.lead}</p>
        </header>
        {setup.error ? <Trouble error={setup.error} onRetry={() => void setup.refetch()} /> : null}
        {setup.data?.first ? (
          <ol className={styles.steps}>
            <StepBox number={1} title={titles[0] ?? ''} open>
              <FirstAdminForm setup={setup.data} onDone={() => void client.invalidateQueries()} />
            </StepBox>
            {titles.slice(1).map((title, i) => (
              <StepBox key={title} number={i + 2} title={title} />
            ))}
          </ol>
        ) : null}
        {setup.data && !setup.data.first ? <FurtherSteps /> : null}
      </div>
    </main>
  );
}

function FurtherSteps() {
  const { data, error, refetch } = api.useQuery('get', '/api/v1/setup/steps');
  const mark = api.useMutation('put', '/api/v1/setup/steps/{step}');
  const [opened, setOpened] = useState<Step | null | undefined>(undefined);
  if (error) {
    if (problemOf(error).status !== 401) return <Trouble error={error} onRetry={() => void refetch()} />;
    return (
      <p className={styles.acts}>
        {words.firstRun.signIn}
        <Link href="/login?back=%2Ffirst-run" className={styles.primary}>
          {words.firstRun.toLogin}
        </Link>
      </p>
    );
  }
  if (!data) return null;
  const isDone = (step: Step) => data.done.includes(step);
  const open = opened === undefined ? (steps.find((step) => !isDone(step)) ?? null) : opened;
  const rehearses = data.accounts.some((account) => account.rehearses);
  const after = async (step: Step) => {
    await refetch();
    setOpened(steps[steps.indexOf(step) + 1] ?? null);
  };
  const seen = (step: 'holidays' | 'sources' | 'accounts') =>
    mark.mutate({ params: { path: { step } } }, { onSuccess: () => void after(step) });
  const bodies: Record<Step, ReactNode> = {
    admin: null,
    holidays: <HolidaysStep years={data.years} onDone={() => seen('holidays')} />,
    sources: <SourcesStep sources={data.sources} onDone={() => seen('sources')} />,
    accounts: <AccountsStep accounts={data.accounts} onDone={() => seen('accounts')} />,
    signers: <SignersStep people={data.people} onDone={() => void after('signers')} />,
  };
  return (
    <>
      <ol className={styles.steps}>
        {steps.map((step, i) => (
          <StepBox
            key={step}
            number={i + 1}
            title={titles[i] ?? ''}
            done={isDone(step)}
            open={open === step}
            {...(isDone(step) ? {} : { onTurn: () => setOpened(open === step ? null : step) })}
          >
            {bodies[step]}
          </StepBox>
        ))}
      </ol>
      <RenewPasswords names={data.waiting} onDone={() => void refetch()} />
      {data.done.length === steps.length ? (
        <p className={styles.acts}>
          {rehearses ? (
            <a href="/system/rehearsal" className={styles.plain}>
              {words.firstRun.rehearse}
            </a>
          ) : null}
          <a href="/" className={styles.primary}>
            {words.firstRun.finish}
          </a>
        </p>
      ) : (
        <p className={styles.acts}>
          <a href="/" className={styles.plain}>
            {words.firstRun.later}
          </a>
        </p>
      )}
    </>
  );
}

interface BoxProps {
  number: number;
  title: string;
  done?: boolean;
  open?: boolean;
  onTurn?: () => void;
  children?: ReactNode;
}

function StepBox({ number, title, done = false, open = false, onTurn, children }: BoxProps) {
  return (
    <li className={styles.step} aria-current={open ? 'step' : undefined}>
      <div className={styles.stepHead}>
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
        <h2>{title}</h2>
        <span className={styles.end}>
          {done ? <span className={styles.done}>● {words.firstRun.done}</span> : null}
          {!done && onTurn ? (
            <button type="button" className={styles.link} aria-expanded={open} onClick={onTurn}>
              {open ? words.firstRun.later : words.firstRun.open}
            </button>
          ) : null}
        </span>
      </div>
      {open && children ? <div className={styles.stepBody}>{children}</div> : null}
    </li>
  );
}
