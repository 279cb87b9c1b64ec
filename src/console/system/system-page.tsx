import { lazy, Suspense } from 'react';
import { Link, useParams } from 'wouter';
import words from '../../../content/wording/console/access.yaml';
import styles from '../access/access.module.css';
import { WhoMay } from '../access/who-may.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { maySee, rolesOf, tabs } from './tabs.ts';

const loaded = new Map(tabs.map((tab) => [tab.id, lazy(tab.load)]));

/** 系统: one tab at a time, each with an address of its own; the first that one may open when none is named. */
export default function SystemPage() {
  const { tab: named } = useParams<{ tab?: string }>();
  const { person, rehearsal } = useFrame();
  const mine = tabs.filter((tab) => maySee(tab, person.roles, rehearsal));
  const ofOthers = tabs.find((tab) => tab.id === named && rolesOf(tab) !== null && !mine.includes(tab));
  const open = mine.find(({ id }) => id === named) ?? ofOthers ?? mine[0];
  if (!open) return <PageTitle title={words.system.title} />;
  const Tab = ofOthers ? undefined : loaded.get(open.id);
  const others = ofOthers ? rolesOf(ofOthers) : null;
  return (
    <>
      <PageTitle title={words.system.title} tab={`${words.system.title} · ${words.system[open.id]}`} />
      <nav className={`${styles.tabs} screen-only`} aria-label={words.system.tabs}>
        {mine.map(({ id }) => (
          <Link key={id} href={`/system/${id}`} aria-current={id === open.id ? 'page' : undefined}>
            {words.system[id]}
          </Link>
        ))}
      </nav>
      {ofOthers && others ? (
        <Panel title={words.system[ofOthers.id]}>
          <WhoMay roles={others} />
        </Panel>
      ) : null}
      <Suspense fallback={<RowsSkeleton rows={6} />}>{Tab ? <Tab /> : null}</Suspense>
    </>
  );
}
