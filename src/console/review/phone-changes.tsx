import words from '../../../content/wording/console/review.yaml';
import { LevelShape } from '../look/level-shape.tsx';
import { say } from '../look/say.ts';
import { MarkedParts } from './marked-parts.tsx';
import styles from './phone-review.module.css';
import { changeWords, checkName, type View } from './review-data.ts';

/** What changed since my last signature, first of all; on a first reading the way to the whole text. */
export function PhoneChanges({ view, onFull }: { view: View; onFull: () => void }) {
  const { readBefore, changes } = view;
  const isSigned = view.mine.why === 'signed-twice';
  if (!readBefore || isSigned || changes.length === 0)
    return (
      <section className={styles.card}>
        <p className={styles.first}>
          {isSigned
            ? say(words.view.signed, { n: view.revision })
            : readBefore
              ? words.view.onlyLook
              : words.phone.noChanges}
        </p>
        <button type="button" className={styles.wide} onClick={onFull}>
          {words.phone.full}
        </button>
      </section>
    );
  const changed = { approve: words.view.changed, tick: words.view.changedTick, return: words.view.changedReturn };
  return (
    <section className={styles.card} aria-labelledby="phone-changes">
      <h2 className={styles.changed} id="phone-changes">
        <LevelShape level="orange" />
        <span>{say(changed[readBefore.decision], { n: changes.length })}</span>
        {readBefore.decision === 'approve' ? <small>{words.phone.voided}</small> : null}
      </h2>
      {changes.map(({ number, by, check }) => {
        const blocks = view.blocks.filter((block) => block.change === number);
        return (
          <div key={number} className={styles.change}>
            {blocks.map((block, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name than their place
              <p key={i}>
                {block.kind === 'picture' || block.kind === 'cover'
                  ? words.view[block.kind === 'cover' ? 'cover' : 'picture']
                  : block.cells.map((parts, k) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name than their place
                      <span key={k}>
                        {k > 0 ? '　' : ''}
                        <MarkedParts parts={parts} />
                      </span>
                    ))}
              </p>
            ))}
            <small>
              {by} {changeWords(blocks)}
              {check ? say(words.view.finding, { check: checkName(check) }) : ''}
            </small>
          </div>
        );
      })}
    </section>
  );
}
