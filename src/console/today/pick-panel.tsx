import { Link } from 'wouter';
import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { SideSheet } from '../frame/side-sheet.tsx';
import act from '../look/act.module.css';
import { Empty } from '../look/empty.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './panels.module.css';
import { useProposal } from './use-proposal.ts';

/** 挑一条发布: what could go out on an account whose clock asks, best first, each with its reasons. */
export function PickPanel(props: { channel: string; channelName: string; onClose: () => void }) {
  const { channel, channelName, onClose } = props;
  const asked = api.useQuery('get', '/api/v1/today/proposals/{channel}', { params: { path: { channel } } });
  const { take, taking } = useProposal(onClose);
  const found = asked.data?.proposals ?? [];
  return (
    <SideSheet title={say(words.asking.pick, { channel: channelName })} onClose={onClose}>
      {asked.isPending ? <RowsSkeleton rows={4} /> : null}
      {asked.error ? <Trouble error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data && found.length === 0 ? (
        <Empty
          says={words.asking.none}
          act={
            <Link href="/items" className={act.act ?? ''}>
              {words.asking.toItems}
            </Link>
          }
        />
      ) : null}
      <ul className={styles.list}>
        {found.map((each) => (
          <li key={each.id} className={styles.item}>
            <div>
              <p className={styles.name}>{each.title}</p>
              <p className={styles.small}>{each.reason}</p>
            </div>
            <button
              type="button"
              className={act.act}
              aria-disabled={taking !== null}
              onClick={() => void take(each)}
              aria-label={`${words.asking.use}：${each.title}`}
            >
              {taking === each.id ? words.asking.using : words.asking.use}
            </button>
          </li>
        ))}
      </ul>
    </SideSheet>
  );
}
