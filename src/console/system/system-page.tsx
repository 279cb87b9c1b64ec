import { lazy, Suspense } from 'react';
import { Link, useParams } from 'wouter';
import words from '../../../content/wording/console/access.yaml';
import styles from '../access/access.module.css';
import { useFrame } from '../frame/frame-context.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { tabs } from './tabs.ts';

const loaded = new Map(tabs.map((tab) => [tab.id, lazy(tab.load)]));

/** 系统: one tab at a time, each with an address of its own; the first that one may open when none is named. */
export default function SystemPage() {
  const { tab: named } = useParams<{ tab?: string }>();
  const { person, rehearsal } = useFrame();
  const mine = tabs.filter(
    ({ roles, inRehearsal }) =>
      (roles === null || roles.some((role) => person.roles.includes(role))) && (!inRehearsal || rehearsal),
  );
  const open = mine.find(({ id }) => id === named) ?? mine[0];
  if (!open) return <PageTitle title={words.system.title} />;
  const Tab = loaded.get(open.id);
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
      <Suspense fallback={<RowsSkeleton rows={6} />}>{Tab ? <Tab /> : null}</Suspense>
    </>
  );
}
