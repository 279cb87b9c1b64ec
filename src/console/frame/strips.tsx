import ExperimentOutlined from '@ant-design/icons/ExperimentOutlined';
import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/frame.yaml';
import { say } from '../look/say.ts';
import { useFrame } from './frame-context.tsx';
import styles from './strips.module.css';

const BlackoutStrip = lazy(() => import('../today/blackout-strip.tsx'));

/** What stands above everything on every page: rehearsal, a first run that is not done, and that everything is paused. */
export function Strips() {
  const { rehearsal, blackout, setup, person } = useFrame();
  const connects = person.roles.includes('system-admin');
  return (
    <div className={`${styles.strips} screen-only`}>
      {rehearsal ? (
        <div className={styles.rehearsal}>
          <ExperimentOutlined aria-hidden="true" />
          <span>{words.top.rehearsal}</span>
          {connects ? (
            <Link href="/system/accounts" className={styles.next}>
              {words.top.rehearsalNext}
            </Link>
          ) : (
            <span className={styles.next}>{words.top.rehearsalNext}</span>
          )}
        </div>
      ) : null}
      {setup ? (
        <div className={styles.setup}>
          <span>{say(words.top.setup, { done: setup.done, left: setup.of - setup.done })}</span>
          <Link href="/first-run" className={styles.next}>
            {words.top.setupNext}
          </Link>
        </div>
      ) : null}
      {blackout ? (
        <Suspense fallback={null}>
          <BlackoutStrip />
        </Suspense>
      ) : null}
    </div>
  );
}
