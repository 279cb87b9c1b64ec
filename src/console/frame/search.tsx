import { keepPreviousData } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import words from '../../../content/wording/console/frame.yaml';
import { api } from '../api/client.ts';
import type { paths } from '../generated/api.d.ts';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import { maySee, tabs } from '../system/tabs.ts';
import { pausingRoles, type Role, useFrame } from './frame-context.tsx';
import { openKeyList } from './key-list.tsx';
import { mayOpen, pages } from './pages.ts';
import styles from './search.module.css';
import { useModal } from './use-modal.ts';

type Hit = paths['/api/v1/search']['get']['responses'][200]['content']['application/json']['hits'][number];

/** Ctrl K: one field over pages, acts, accounts, requests, bundles, posts and items. Not loaded later: what is typed at once must reach it. */
export function Search({ onClose }: { onClose: () => void }) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [, go] = useLocation();
  const q = useSettled(typed.trim());
  const { data, error, refetch } = api.useQuery(
    'get',
    '/api/v1/search',
    { params: { query: { q } } },
    { enabled: q !== '', placeholderData: keepPreviousData, staleTime: 10_000 },
  );
  const { person, blackout, rehearsal } = useFrame();
  const found = q === '' ? [] : (data?.hits ?? []).filter((hit) => isOpen(hit, person.roles, rehearsal));
  // What is paused already is not paused again.
  const hits = found.filter(({ kind, id }) => blackout === null || kind !== 'act' || id !== 'blackout');
  useModal(box);
  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    if (hit.kind === 'act' && hit.id === 'keys') openKeyList();
    else go(addressOf(hit));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(hits.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') open(hits[at]);
    // A field for searching would empty itself first.
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={box} data-alone className={styles.box} aria-label={words.search.title} onCancel={onClose}>
      <input
        className={styles.field}
        type="search"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={`${id}list`}
        aria-activedescendant={hits[at] ? `${id}${at}` : undefined}
        aria-label={words.search.place}
        placeholder={words.search.place}
        maxLength={60}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      {error && q !== '' ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      <div id={`${id}list`} role="listbox" aria-label={words.search.title} className={styles.hits}>
        {hits.map((hit, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and Enter in the field do the same
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the one that is meant
          <div
            key={`${hit.kind} ${hit.id}`}
            id={`${id}${i}`}
            role="option"
            aria-selected={i === at}
            className={i === at ? `${styles.hit} ${styles.meant}` : styles.hit}
            onMouseMove={() => setAt(i)}
            onClick={() => open(hit)}
          >
            <span className={styles.kind}>{words.search.kind[hit.kind]}</span>
            <span className={styles.title}>{hit.title}</span>
            {hit.number === null ? null : <span className={styles.number}>{hit.number}</span>}
          </div>
        ))}
      </div>
      <p className={styles.foot} role="status">
        {q === '' ? words.search.start : data && hits.length === 0 ? say(words.search.none, { q }) : words.search.hint}
      </p>
    </dialog>
  );
}

/** What was typed, once it has rested for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function isOpen({ kind, id }: Hit, roles: Parameters<typeof mayOpen>[1], rehearsal: boolean): boolean {
  if (kind === 'act') return acts[id]?.roles?.some((role) => roles.includes(role)) ?? true;
  const tab = kind === 'page' ? tabs.find((of) => id === `system/${of.id}`) : undefined;
  if (tab) return maySee(tab, roles, rehearsal);
  const page = pages.find((p) => p.id === (kind === 'page' ? id : pageOfKind[kind]));
  return page !== undefined && mayOpen(page, roles);
}

const pageOfKind = { bundle: 'bundles', post: 'posts', item: 'items', request: 'requests', channel: 'matrix' } as const;

/** Acts are opened where they are done: their page reads the query and opens its form. Without an address the frame does it. */
const acts: Readonly<Record<string, { address?: string; roles?: readonly Role[] }>> = {
  blackout: { address: '/?pause=1', roles: pausingRoles },
  newPost: { address: '/posts?new=1', roles: ['editor', 'section-head', 'leader'] },
  keys: {},
};

function addressOf({ kind, id }: Hit): string {
  if (kind === 'page') return pages.find((page) => page.id === id)?.places[0]?.path ?? `/${id}`;
  if (kind === 'act') return acts[id]?.address ?? '/';
  const name = encodeURIComponent(id);
  if (kind === 'item') return `/items?item=${name}`;
  if (kind === 'channel') return `/matrix?account=${name}`;
  return `/${pageOfKind[kind]}/${name}`;
}
