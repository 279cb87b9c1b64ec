import words from '../../../content/wording/console/ledger.yaml';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { SideSheet } from '../frame/side-sheet.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './ledger.module.css';
import { type Line, shortHash } from './line-row.tsx';

interface Props {
  line: Line | null;
  title: string;
  onClose: () => void;
  onSame: (object: string) => void;
}

/** One line whole: what stood before and after, and the hashes that tie it to its neighbours. */
export function LineDrawer({ line, title, onClose, onSame }: Props) {
  if (!line) return null;
  return (
    <SideSheet title={title} onClose={onClose}>
      <Body line={line} onSame={onSame} />
    </SideSheet>
  );
}

function Body({ line, onSame }: { line: Line; onSame: (object: string) => void }) {
  const { now } = useFrame();
  const { data, error, refetch } = api.useQuery('get', '/api/v1/ledger/lines/{seq}', {
    params: { path: { seq: line.seq } },
  });
  const [via = '', user] = line.via.split(':');
  const viaWords: Record<string, string> = words.vias;
  return (
    <div className={styles.drawer}>
      <p>
        {momentWords(line.at, now())} <b>{line.who}</b> {line.sentence}
      </p>
      <dl>
        <dt>{words.via}</dt>
        <dd>
          {viaWords[via] ?? via}
          {user ? `（${user}）` : ''}
        </dd>
        <dt>{words.place}</dt>
        <dd>
          <code>{line.object}</code>{' '}
          <button type="button" className={styles.clear} onClick={() => onSame(line.object)}>
            {words.sameObject}
          </button>
        </dd>
        <dt>{words.fingerprint}</dt>
        <dd>
          <code title={line.hash}>{shortHash(line.hash)}</code>
        </dd>
        {data ? (
          <>
            <dt>{words.previous}</dt>
            <dd>
              <code title={data.prevHash}>{shortHash(data.prevHash) || words.nothing}</code>
            </dd>
          </>
        ) : null}
      </dl>
      {error ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowsSkeleton rows={3} /> : null}
      {data ? (
        <>
          <h3>{words.before}</h3>
          <pre>{shown(data.before)}</pre>
          <h3>{words.after}</h3>
          <pre>{shown(data.after)}</pre>
        </>
      ) : null}
    </div>
  );
}

function shown(value: unknown): string {
  return value === null || value === undefined ? words.nothing : JSON.stringify(value, null, 2);
}
