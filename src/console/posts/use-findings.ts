/** Findings of the article on the paper: their marks, the keys between them, taking suggestions, keeping with a reason. */
import type { Editor as Paper } from '@tiptap/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useKeys } from '../frame/keys.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { useTold } from '../frame/use-told.ts';
import { say } from '../look/say.ts';
import { placesOf, showFindings } from './finding-marks.ts';
import type { Editor, Finding, Head, Returned } from './post-types.ts';
import { isReturnMark, returnFindings } from './return-findings.ts';
import type { EditorText } from './use-editor.ts';
import { canTake, stepFrom, suggestedTitle, withoutTaken } from './walk-findings.ts';

interface Parts {
  post: Editor['post'];
  text: EditorText;
  editor: Paper | null;
  /** Place of the article on the paper. */
  position: number;
  returned: Returned;
  select: (article: string) => void;
  /** Opens the field that a finding without a place is about. */
  openField: (check: string) => void;
  setHead: (head: Partial<Head>) => Promise<void>;
}

export function useFindings({ post, text, editor, position, returned, select, openField, setHead }: Parts) {
  const undo = useUndo();
  const told = useTold();
  const ask = useActDialog();
  const [current, setCurrent] = useState<string | null>(null);
  const { check, copy } = text;
  // The finding in another article that is gone to, until that is on the paper.
  const towards = useRef<string | null>(null);
  // Where a finding stood that was taken.
  const left = useRef<number | null>(null);
  // What was found without what was taken since: the next check says so itself.
  const [rest, setRest] = useState<{ of: typeof check.findings; list: typeof check.findings } | null>(null);
  const found = rest?.of === check.findings ? rest.list : check.findings;
  // The last first: those before it keep their names.
  const drop = (taken: readonly Finding[]) =>
    setRest({ of: check.findings, list: taken.toReversed().reduce<Finding[]>(withoutTaken, found) });
  // Those of the article that is open, and those that concern the whole.
  const all = useMemo(() => [...returnFindings(returned, copy.articles), ...found], [returned, copy.articles, found]);
  const shown = useMemo(() => all.filter((f) => f.article === null || f.article === position), [all, position]);
  useEffect(() => {
    if (!editor || editor.isDestroyed) return;
    const { key, meta } = showFindings(shown, current);
    editor.view.dispatch(editor.state.tr.setMeta(key, meta).setMeta('addToHistory', false));
    const range = current !== null && towards.current === current ? placesOf(editor.state).get(current) : undefined;
    if (range) editor.chain().focus().setTextSelection(range).scrollIntoView().run();
    if (range) towards.current = null;
  }, [editor, shown, current]);
  const gone = useGone(editor, shown);

  const show = (finding: Finding) => {
    setCurrent(finding.key);
    left.current = null;
    towards.current = null;
    if (finding.article !== null && finding.article !== position) {
      const other = copy.articles[finding.article];
      towards.current = finding.key;
      if (other) select(other.id);
      return;
    }
    const range = editor ? placesOf(editor.state).get(finding.key) : undefined;
    if (editor && range) editor.chain().focus().setTextSelection(range).scrollIntoView().run();
  };
  const open = all.filter((f) => !f.excepted);
  const step = (by: 1 | -1) => {
    const at = stepFrom(
      open.map(({ key }) => key),
      current,
      left.current,
      by,
    );
    const next = at === null ? undefined : open[at];
    if (next) show(next);
  };
  /** Puts the suggestions into the text; one step of undo. */
  const replace = (findings: readonly Finding[]): Finding[] => {
    if (!editor) return [];
    const places = placesOf(editor.state);
    const placed = findings.flatMap((finding) => {
      const range = places.get(finding.key);
      return range && finding.suggestion !== null ? [{ finding, ...range, suggestion: finding.suggestion }] : [];
    });
    const { tr } = editor.state;
    for (const { from, to, suggestion } of placed.toSorted((a, b) => b.from - a.from))
      tr.insertText(suggestion, from, to);
    editor.view.dispatch(tr);
    return placed.map(({ finding }) => finding);
  };
  const take = (finding: Finding) => {
    if (!text.editable || !canTake(finding)) return;
    const { check: of, suggestion, field } = finding;
    const article = copy.articles[finding.article ?? position];
    if (of === 'machine-draft') return told(setHead({ drafted: false }));
    if (suggestion === null) {
      if (of === 'no-source-link' || of === 'no-original-link') {
        document.querySelector<HTMLElement>('input[type=url]')?.focus();
        return;
      }
      return openField(of);
    }
    const written = article && (text.texts[article.id]?.title ?? article.title);
    const title = field === 'title' && written !== undefined ? suggestedTitle(written, finding) : null;
    if (title !== null && article) text.write(article.id, { title });
    else if (field !== 'body' || replace([finding]).length === 0) return;
    drop([finding]);
    if (finding.key !== current) return;
    left.current = open.findIndex(({ key }) => key === current);
    setCurrent(null);
  };
  const certainOnes = shown.filter((f) => f.certain && f.field === 'body' && !f.excepted);
  const takeAll = () => {
    const done = replace(certainOnes);
    if (done.length === 0) return;
    drop(done);
    const what = done.map((f) => f.suggestion ?? '').join('、');
    undo.offer({
      said: say(words.findings.allDone, { n: done.length, what }),
      undo: async () => void editor?.chain().focus().undo().run(),
    });
  };
  const keep = (finding: Finding) => {
    const asked = text.keepRevision().then(() =>
      ask({
        title: say(words.findings.keepTitle, { excerpt: finding.excerpt }),
        happens: words.findings.keepHappens,
        reason: { label: words.findings.keepReason, usual: text.reasons.map(({ name }) => name) },
        verb: words.findings.keepVerb,
        act: async (reason) => {
          const path = { params: { path: { post: post.id } } };
          const { data: page } = await fetchClient.GET('/api/v1/posts/{post}', path);
          const code = text.reasons.find(({ name }) => name === reason)?.id ?? reason;
          const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/exceptions', {
            ...path,
            body: {
              ...{ seenHash: page?.post.contentHash ?? post.contentHash, check: finding.check },
              ...{ excerpt: finding.excerpt, reasonCode: code },
            },
          });
          if (!data) throw error;
          await text.lookAtFindings();
        },
      }),
    );
    told(asked);
  };
  const meant = all.find(({ key }) => key === current);
  useKeys({
    f8: { says: words.keys.next, act: () => step(1) },
    'shift+f8': { says: words.keys.previous, act: () => step(-1) },
    'alt+enter': { says: words.keys.take, act: () => meant && take(meant) },
  });
  return { shown, current, gone, certain: certainOnes.length, take, takeAll, keep, show };
}

/** Marks of a signer whose words are not in the text any more, as it is typed. */
function useGone(editor: Paper | null, shown: readonly Finding[]): ReadonlySet<string> {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!editor) return;
    const look = () => {
      const places = placesOf(editor.state);
      const lost = shown.filter((f) => isReturnMark(f) && f.field === 'body' && !places.has(f.key));
      setGone((before) =>
        before.size === lost.length && lost.every(({ key }) => before.has(key))
          ? before
          : new Set(lost.map(({ key }) => key)),
      );
    };
    look();
    editor.on('transaction', look);
    return () => void editor.off('transaction', look);
  }, [editor, shown]);
  return gone;
}
