import BulbOutlined from '@ant-design/icons/BulbOutlined';
import words from '../../../content/wording/console/today.yaml';
import { useMay } from '../frame/frame-context.tsx';
import act from '../look/act.module.css';
import { say } from '../look/say.ts';
import styles from './asking.module.css';
import type { Asking } from './today-types.ts';
import { useProposal } from './use-proposal.ts';

/** So many stand beside the list; the others are found under 挑一条发布. */
const MOST = 3;

/** Clocks with nothing planned, each with the best that could be published: 没排稿的 2 个时限，可以用这些. */
export function AskingFoot({ asking }: { asking: readonly Asking[] }) {
  const { take, taking } = useProposal();
  const may = useMay(['editor', 'section-head', 'leader']);
  const best = asking.flatMap(({ proposals }) => proposals[0] ?? []).slice(0, MOST);
  return (
    <div className={styles.asking}>
      <p className={styles.head}>
        <BulbOutlined aria-hidden="true" /> {say(words.asking.title, { n: asking.length })}
      </p>
      <ul>
        {best.map((each) => {
          const line = say(words.asking.line, { title: each.title, channel: each.channelName });
          return (
            <li key={`${each.id} ${each.channel}`}>
              <span className={styles.line} title={each.reason}>
                {line}
              </span>
              {may ? (
                <button
                  type="button"
                  className={act.link}
                  aria-disabled={taking !== null}
                  aria-label={`${words.asking.use}：${line}`}
                  onClick={() => void take(each)}
                >
                  {taking === each.id ? words.asking.using : words.asking.use}
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
