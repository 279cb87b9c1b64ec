/** The text of a post as one window writes it: what was typed, what is saved, who else writes, what is found. */
import { useCallback, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import type { Copy, Editor } from './post-types.ts';
import { useCompany } from './use-company.ts';
import { useRevision } from './use-revision.ts';
import { useTyping } from './use-typing.ts';

export function useEditorText(page: Editor, reload: () => Promise<unknown>) {
  const { post } = page;
  const { person } = useFrame();
  const [copy, setCopy] = useState<Copy>(page.copy);
  /** Raised whenever the paper has to show another text than the one it holds. */
  const [shown, setShown] = useState(0);
  const known = useRef(copy);
  known.current = copy;
  const editable = post.mayEdit && post.open;
  const check = api.useQuery(
    'get',
    '/api/v1/posts/{post}/check',
    { params: { path: { post: post.id } } },
    { initialData: page.check, staleTime: Number.POSITIVE_INFINITY },
  );
  const lookAtFindings = check.refetch;
  const adopt = useCallback((next: Copy) => {
    setCopy(next);
    known.current = next;
  }, []);
  const redraw = useCallback(() => setShown((n) => n + 1), []);
  const typing = useTyping({ post: post.id, known, adopt, lookAtFindings, redraw, reload });
  const { texts, typed, saving, refusal, conflict, write, settle, settleConflict, isBusy } = typing;
  const enabled = post.state !== 'withdrawn';
  const hold = useCompany({ post: post.id, enabled, known, typed, isBusy, adopt, lookAtFindings, redraw });
  const keepRevision = useRevision({ post: post.id, copy, known, editable, settle, adopt });
  const findings = check.data ?? page.check;
  const reasons = page.choices.exceptionReasons;
  return {
    ...{ copy, texts, saving, refusal, conflict, shown, editable, check: findings, isChecking: check.isFetching },
    ...{ write, settle, keepRevision, settleConflict, hold, adopt, lookAtFindings, redraw },
    ...{ me: person.id, reasons },
  };
}

export type EditorText = ReturnType<typeof useEditorText>;
