import { DownloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useState } from 'react';
import words from '../../../content/wording/console/ledger.yaml';
import { api } from '../api/client.ts';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { LevelMark } from '../look/level.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './ledger.module.css';
import { shortHash } from './line-row.tsx';

/** How many lines there are, whether the chain is whole, and the export for somebody who checks elsewhere. */
export function ChainBar({ entries, head }: { entries: number | undefined; head: string | undefined }) {
  const { now } = useFrame();
  const mayExport = useMay(['auditor', 'leader']);
  const verify = api.useMutation('post', '/api/v1/ledger/verify');
  const [from, setFrom] = useState('1');
  const id = useId();
  const [before, after] = words.exportFrom.split('{n}');
  return (
    <section className={styles.chain} aria-live="polite">
      <p className={styles.head}>
        {verify.data ? <Verdict verdict={verify.data} now={now()} /> : <span>{words.unchecked}</span>}
        {entries === undefined ? null : (
          <span>{say(words.head, { n: entries.toLocaleString('zh-CN'), hash: shortHash(head ?? '') })}</span>
        )}
      </p>
      <div className={`${styles.acts} screen-only`}>
        <Button icon={<SafetyCertificateOutlined />} loading={verify.isPending} onClick={() => verify.mutate({})}>
          {verify.isPending ? words.verifying : words.verify}
        </Button>
        {mayExport ? (
          <>
            <label className={styles.from} htmlFor={id}>
              {before}
              <input
                id={id}
                inputMode="numeric"
                value={from}
                onChange={({ target }) => setFrom(target.value.replace(/\D/g, '').slice(0, 12))}
              />
              {after}
            </label>
            <Button icon={<DownloadOutlined />} href={`/api/v1/ledger/export?from=${from || 1}`}>
              {words.export}
            </Button>
          </>
        ) : null}
      </div>
      {verify.error ? <Trouble error={verify.error} what={words.what} onRetry={() => verify.mutate({})} /> : null}
    </section>
  );
}

interface Verdict {
  ok: boolean;
  firstBroken: number | null;
  checkedAt: number;
}

function Verdict({ verdict, now }: { verdict: Verdict; now: number }) {
  if (verdict.ok)
    return <LevelMark level="green" says={say(words.whole, { at: momentWords(verdict.checkedAt, now) })} />;
  const n = (verdict.firstBroken ?? 0).toLocaleString('zh-CN');
  return (
    <>
      <LevelMark level="red" says={say(words.broken, { n })} />
      <span>{words.brokenRemedy}</span>
    </>
  );
}
