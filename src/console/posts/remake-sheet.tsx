import { useId, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import type { Problem } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import type { Editor, Head } from './post-types.ts';
import { type Page, ResultChoice } from './result-choice.tsx';
import styles from './side-sheet.module.css';
import { SideSheet } from './side-sheet.tsx';

/** How the pages become a post; what is left out stays as the office has it. */
export interface Recipe {
  layout?: 'articles' | 'parts';
  kind?: Head['kind'];
  result?: string;
}

interface Props {
  origin: Editor['post']['origin'];
  kind: Head['kind'];
  kinds: Editor['choices']['kinds'];
  /** Rejects with what the server refused. */
  onRemake: (recipe: Recipe) => Promise<unknown>;
  onClose: () => void;
}

const layouts = ['articles', 'parts'] as const;

/** 重新组稿: the text made again from the portal's pages as they are now, in a layout or kind that may be chosen anew. */
export function RemakeSheet({ origin, kind: now, kinds, onRemake, onClose }: Props) {
  const id = useId();
  const [layout, setLayout] = useState<Recipe['layout']>();
  const [kind, setKind] = useState(now);
  const [result, setResult] = useState<Page | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const remake = async () => {
    setBusy(true);
    setProblem(null);
    const ofPage = { kind, ...(kind === 'consultation' && result ? { result: result.id } : {}) };
    try {
      await onRemake(origin === 'item' ? ofPage : layout ? { layout } : {});
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <SideSheet title={words.remake.title} close={words.remake.close} onClose={onClose}>
      <p>{words.remake.does}</p>
      <p className={styles.hint}>{words.remake.stays}</p>
      <div className={styles.fields}>
        {origin === 'bundle' ? (
          <>
            <span id={`${id}layout`}>{words.remake.layout}</span>
            <fieldset className={styles.boxes} aria-labelledby={`${id}layout`} disabled={isBusy}>
              {([undefined, ...layouts] as const).map((each) => (
                <label key={each ?? 'usual'}>
                  <input type="radio" name={id} checked={layout === each} onChange={() => setLayout(each)} />
                  {words.remake.layouts[each ?? 'usual']}
                </label>
              ))}
            </fieldset>
          </>
        ) : (
          <>
            <label htmlFor={`${id}kind`}>{words.remake.kind}</label>
            <select
              id={`${id}kind`}
              value={kind}
              disabled={isBusy}
              onChange={(event) => setKind(event.target.value as Head['kind'])}
            >
              {kinds.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          </>
        )}
        {origin === 'item' && kind === 'consultation' ? (
          <ResultChoice chosen={result} disabled={isBusy} onChoose={setResult} />
        ) : null}
      </div>
      <p className={styles.problem} role="alert">
        {problem ? `${problem.title}：${problem.remedy}` : null}
      </p>
      <div className={styles.acts}>
        <button type="button" className={styles.main} disabled={isBusy} onClick={() => void remake()}>
          {isBusy ? words.remake.busy : words.remake.verb}
        </button>
      </div>
    </SideSheet>
  );
}
