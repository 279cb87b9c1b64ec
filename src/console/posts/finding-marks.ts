/** Findings as marks in the paper: decorations, so that nothing of them is ever part of the text. */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import words from '../../../content/wording/console/posts.yaml';
import { findExcerpt, type Range } from './find-excerpt.ts';
import type { Finding } from './post-types.ts';
import { isReturnMark } from './return-findings.ts';

interface State {
  findings: readonly Finding[];
  current: string | null;
  places: ReadonlyMap<string, Range>;
  marks: DecorationSet;
}

const key = new PluginKey<State>('findings');
const nothing: State = { findings: [], current: null, places: new Map(), marks: DecorationSet.empty };

/** A transaction that shows these findings; `current` is the one that is meant by the keys. */
export function showFindings(findings: readonly Finding[], current: string | null) {
  return { key, meta: { findings, current } };
}

/** Where the findings stand in the document now. */
export function placesOf(state: Parameters<typeof key.getState>[0]): ReadonlyMap<string, Range> {
  return key.getState(state)?.places ?? nothing.places;
}

export const FindingMarks = Extension.create({
  name: 'findingMarks',
  addProseMirrorPlugins: () => [
    new Plugin<State>({
      key,
      state: {
        init: () => nothing,
        apply: (tr, before, _, { doc }) => {
          const shown: Pick<State, 'findings' | 'current'> | undefined = tr.getMeta(key);
          if (!shown && !tr.docChanged) return before;
          const { findings, current } = shown ?? before;
          const places = new Map<string, Range>();
          const marks: Decoration[] = [];
          for (const finding of findings) {
            if (finding.excepted || finding.field !== 'body') continue;
            const range = findExcerpt(doc, finding.excerpt, finding.nth);
            if (!range) continue;
            places.set(finding.key, range);
            const { severity } = finding;
            const on = finding.key === current ? ' finding-current' : '';
            const [kind, title] = isReturnMark(finding)
              ? ['return', words.returned.grade]
              : [severity, words.grades[severity]];
            const looks = { class: `finding finding-${kind}${on}`, title };
            marks.push(
              Decoration.inline(range.from, range.to, { nodeName: 'mark', ...looks, 'data-finding': finding.key }),
            );
          }
          return { findings, current, places, marks: DecorationSet.create(doc, marks) };
        },
      },
      props: { decorations: (state) => key.getState(state)?.marks ?? null },
    }),
  ],
});
