/** When the text becomes a revision: after a pause, on leaving the page, and whenever something needs one. */
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { fetchClient } from '../api/client.ts';
import type { Copy } from './post-types.ts';

/** A pause after which the text becomes a revision, ms. */
const KEEP_MS = 120_000;

interface Parts {
  post: string;
  copy: Copy;
  known: RefObject<Copy>;
  editable: boolean;
  settle: () => Promise<unknown>;
  adopt: (copy: Copy) => void;
}

export function useRevision({ post, copy, known, editable, settle, adopt }: Parts): () => Promise<void> {
  const keepRevision = useCallback(async () => {
    await settle();
    if (known.current.dirty === 0 || known.current.stale) return;
    const { data } = await fetchClient.POST('/api/v1/posts/{post}/revision', {
      params: { path: { post } },
      keepalive: true,
    });
    if (data) adopt({ ...known.current, dirty: 0, baseRevision: data.revision });
  }, [post, known, settle, adopt]);
  const keep = useRef(keepRevision);
  keep.current = keepRevision;
  useEffect(() => {
    if (!editable || copy.dirty === 0) return;
    const timer = setTimeout(() => void keep.current().catch(() => {}), KEEP_MS);
    return () => clearTimeout(timer);
  }, [editable, copy]);
  useEffect(() => {
    if (!editable) return;
    return () => void keep.current().catch(() => {});
  }, [editable]);
  return keepRevision;
}
