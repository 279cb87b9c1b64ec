import { Button } from 'antd';
import words from '../../../content/wording/console/installation.yaml';
import { api } from '../api/client.ts';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import type { paths } from '../generated/api.d.ts';
import { LevelMark } from '../look/level.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './installation.module.css';

type Check = paths['/api/v1/system/checks']['get']['responses'][200]['content']['application/json']['checks'][number];

const order = { error: 0, warning: 1, info: 2 } as const;
const levels = { error: 'red', warning: 'yellow', info: 'green' } as const;

/** 体检: what is wrong with this installation and what to do, the worst first. */
export default function ChecksTab() {
  const { now } = useFrame();
  const mayTry = useMay(['system-admin']);
  const found = api.useQuery('get', '/api/v1/system/checks');
  const tried = api.useMutation('post', '/api/v1/system/checks/accounts');
  if (found.error && !found.data)
    return <Trouble error={found.error} what={words.checks.what} onRetry={() => void found.refetch()} />;
  if (!found.data) return <RowsSkeleton rows={8} height={44} />;
  const checks = [...found.data.checks, ...(tried.data?.checks ?? [])].sort((a, b) => order[a.level] - order[b.level]);
  const bad = checks.filter((check) => check.level !== 'info').length;
  const at = momentWords(tried.data?.at ?? found.data.at, now());
  return (
    <Panel
      title={words.checks.title}
      note={say(bad === 0 ? words.checks.leadGood : words.checks.lead, { at, bad })}
      flush
      acts={
        <>
          <Button size="small" loading={found.isFetching} onClick={() => void found.refetch()}>
            {words.checks.again}
          </Button>
          {mayTry ? (
            <Button
              size="small"
              loading={tried.isPending}
              onClick={() => tried.mutate({})}
              title={words.checks.tryNote}
            >
              {tried.isPending ? words.checks.trying : words.checks.tryAccounts}
            </Button>
          ) : null}
        </>
      }
    >
      {tried.error ? <Trouble error={tried.error} what={words.checks.what} onRetry={() => tried.mutate({})} /> : null}
      <ul className={styles.checks}>
        {checks.map((check) => (
          <CheckRow key={check.name} check={check} />
        ))}
      </ul>
    </Panel>
  );
}

function CheckRow({ check: { level, says, remedy, detail } }: { check: Check }) {
  return (
    <li>
      <LevelMark level={levels[level]} says={says} />
      {remedy ? <p>{remedy}</p> : null}
      <details>
        <summary>{words.checks.detail}</summary>
        <p lang="en">{detail}</p>
      </details>
    </li>
  );
}
