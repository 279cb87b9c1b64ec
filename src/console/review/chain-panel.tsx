import CheckOutlined from '@ant-design/icons/CheckOutlined';
import RollbackOutlined from '@ant-design/icons/RollbackOutlined';
import words from '../../../content/wording/console/review.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import { momentWords, spanWords, timeWords } from '../look/time-words.ts';
import styles from './chain-panel.module.css';
import type { View } from './review-data.ts';

type LinkOf = View['chain'][number];

/** Everybody from the draft to the last signature, with the time that each waits or took. */
export function ChainPanel({ view }: { view: View }) {
  const { now } = useFrame();
  return (
    <Panel title={words.chain.title} note={words.chain.note} flush>
      <ol className={styles.chain}>
        {view.chain.map((link, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: links have no other name than their place
          <li key={i} className={styles.link} data-state={link.state}>
            <span className={styles.dot} aria-hidden="true">
              {link.state === 'done' ? <CheckOutlined /> : link.state === 'returned' ? <RollbackOutlined /> : null}
            </span>
            <span className={styles.who}>
              {link.who === '' ? null : (
                <b>
                  {link.who}
                  {link.standsFor ? say(words.chain.standsFor, { who: link.standsFor }) : ''}{' '}
                </b>
              )}
              {link.kind === 'draft' ? words.chain.drafted : link.what}
            </span>
            <span className={styles.when} data-mine={link.mine}>
              {whenWords(link, now())}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function whenWords(link: LinkOf, now: number): string {
  if (link.at !== null && (link.state === 'done' || link.state === 'returned')) {
    const at = now - link.at < 12 * 3_600_000 ? timeWords(link.at) : momentWords(link.at, now);
    return link.state === 'returned' ? say(words.chain.returned, { at }) : at;
  }
  if (link.kind === 'tick') return link.state === 'waiting' ? words.chain.waitsGate : '';
  if (link.state === 'waiting' && link.at !== null)
    return say(link.mine ? words.chain.waitsMe : words.chain.waits, { span: spanWords(now - link.at) });
  return link.limit ? say(words.chain.limit[link.limit.unit], { n: link.limit.n }) : '';
}
