import CheckOutlined from '@ant-design/icons/CheckOutlined';
import words from '../../../content/wording/console/review.yaml';
import { say } from '../look/say.ts';
import styles from './phone-review.module.css';
import type { View } from './review-data.ts';

/** Everybody from the draft to the last signature, on one line. */
export function PhoneChain({ view }: { view: View }) {
  return (
    <p className={styles.chain}>
      {view.chain.map((link, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: links have no other name than their place
        <span key={i} data-state={link.state} data-mine={link.mine && link.state === 'waiting'}>
          {link.state === 'done' ? <CheckOutlined aria-hidden="true" /> : null}
          {link.mine && link.state === 'waiting' ? words.phone.you : link.who || link.what}
          {link.state === 'returned' ? `（${words.back.short}）` : ''}
          {link.standsFor ? say(words.chain.standsFor, { who: link.standsFor }) : ''}
        </span>
      ))}
    </p>
  );
}
