import { CheckOutlined } from '@ant-design/icons';
import words from '../../../content/wording/console/bundles.yaml';
import { LevelShape } from '../look/level-shape.tsx';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import styles from './bundle.module.css';
import type { BundlePage } from './bundle-types.ts';
import { useBundleForms } from './use-bundle-forms.tsx';

const numbers = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The points that must be covered, with the form that covers each. */
export function HeadsPanel({ bundle, may }: { bundle: BundlePage; may: boolean }) {
  const { tick } = useBundleForms(bundle);
  const { heads, checklist, choices } = bundle;
  const canTick = may && !bundle.archived && bundle.lines.some(({ interpretation }) => interpretation !== null);
  const title = say(words.heads.title, { n: numbers[heads.length] ?? heads.length });
  const formName = (code: string) => choices.forms.find((form) => form.code === code)?.name ?? code;
  return (
    <Panel title={title} note={say(words.heads.basis, { source: checklist.source })}>
      <ul className={styles.heads}>
        {heads.map(({ code, name, coveredBy }) => {
          const [first] = coveredBy;
          return (
            <li key={code}>
              {first ? (
                <CheckOutlined aria-hidden className={styles.for} />
              ) : (
                <span className={styles.gap}>
                  <LevelShape level="yellow" />
                </span>
              )}
              <span className={styles.headName}>{name}</span>
              {first ? (
                <span className={styles.quiet}>
                  <span className="hidden-words">{words.heads.covered}</span>
                  {formName(first.form)}
                </span>
              ) : (
                <>
                  <span className={styles.gapWord}>{words.heads.open}</span>
                  {canTick ? (
                    <button type="button" className={styles.link} onClick={() => tick(code, name)}>
                      {words.act.tick}
                      <span className="hidden-words">{name}</span>
                    </button>
                  ) : null}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
