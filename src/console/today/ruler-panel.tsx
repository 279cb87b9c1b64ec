import { useState } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/today.yaml';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import act from '../look/act.module.css';
import { LevelMark } from '../look/level.tsx';
import { LevelShape } from '../look/level-shape.tsx';
import { Panel } from '../look/panel.tsx';
import { Ruler } from '../look/ruler.tsx';
import { say } from '../look/say.ts';
import { historyHref } from './row-words.ts';
import { ruleShort } from './rule-words.ts';
import styles from './ruler-panel.module.css';
import { RulerTable } from './ruler-table.tsx';
import { limitOf, tagOf } from './ruler-words.ts';
import type { RulerRow, Today } from './today-types.ts';

interface Props {
  today: Today;
  /** Opens what could be published on an account. */
  onPick: (channel: string, name: string) => void;
  /** Opens a delivery that failed. */
  onDelivery: (delivery: string) => void;
}

/** 时限尺: who breaches when, and whether anything planned stands in between. */
export function RulerPanel({ today: { ruler, view }, onPick, onDelivery }: Props) {
  const { now } = useFrame();
  const seesMatrix = useMay(['editor', 'section-head', 'leader', 'secrecy', 'desk', 'system-admin']);
  const [asTable, setAsTable] = useState(false);
  const { days, rows, total } = ruler;
  const at = now();
  const verb = (row: RulerRow) => (view === 'inspector' ? null : rowAct(row, onPick, onDelivery));
  return (
    <Panel
      title={words.ruler.title}
      note={words.ruler.note}
      flush
      className={styles.panel}
      acts={
        <>
          <Legend />
          <button type="button" className={act.link} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? words.ruler.asRuler : words.ruler.asTable}
          </button>
          {seesMatrix && total > rows.length ? (
            <Link href="/matrix" className={act.link ?? ''}>
              {say(words.ruler.all, { n: total })}
            </Link>
          ) : null}
        </>
      }
    >
      {rows.length === 0 ? (
        <p className={styles.empty}>{total === 0 ? words.ruler.empty : words.ruler.allGreen}</p>
      ) : asTable ? (
        <RulerTable rows={rows} now={at} />
      ) : (
        <>
          <Ruler
            days={days}
            now={at}
            lines={rows.map((row) => ({
              ...row,
              label: <Label row={row} />,
              says: (
                <>
                  <span className={styles.level}>
                    <LevelMark level={row.level} />
                  </span>
                  <span className={styles.limit}>{limitOf(row, at)}</span>
                  <span className={styles.act}>{verb(row)}</span>
                </>
              ),
            }))}
          />
          <div className="hidden-words">
            <RulerTable rows={rows} now={at} />
          </div>
        </>
      )}
    </Panel>
  );
}

function Label({ row }: { row: RulerRow }) {
  return (
    <>
      <b className={styles.name}>{row.name}</b>
      <span className={styles.tag}>{tagOf(row)}</span>
      <span className={styles.rule} title={row.rule.name}>
        {ruleShort(row.rule)}
      </span>
    </>
  );
}

/** One verb where nothing planned helps: pick a post, see to what failed, or draft what a policy is owed. */
function rowAct(row: RulerRow, onPick: Props['onPick'], onDelivery: Props['onDelivery']) {
  const failed = row.planned.find(({ state, delivery }) => state === 'failed' && delivery !== null)?.delivery;
  const channel = row.id.startsWith('channel:') ? row.id.slice('channel:'.length) : null;
  if (failed) {
    return (
      <button
        type="button"
        className={act.link}
        onClick={() => onDelivery(failed)}
        aria-label={`${words.panel.retry}：${row.name}`}
      >
        {words.panel.retry}
      </button>
    );
  }
  if (channel !== null && row.historyUnknown && row.planned.length === 0) {
    return (
      <Link
        href={historyHref(channel)}
        className={act.link ?? ''}
        aria-label={`${words.verb.clockHistory}：${row.name}`}
      >
        {words.verb.clockHistory}
      </Link>
    );
  }
  if (channel !== null && row.planned.length === 0 && (row.level === 'breached' || row.level === 'red')) {
    return (
      <button
        type="button"
        className={act.link}
        onClick={() => onPick(channel, row.name)}
        aria-label={`${words.ruler.pick}：${row.name}`}
      >
        {words.ruler.pick}
      </button>
    );
  }
  if (channel === null && row.rule.kind === 'withParent' && row.level !== 'green') {
    return (
      <Link href="/bundles" className={act.link ?? ''} aria-label={`${words.ruler.draft}：${row.name}`}>
        {words.ruler.draft}
      </Link>
    );
  }
  return null;
}

function Legend() {
  return (
    <span className={styles.legend} aria-hidden="true">
      <span>
        <i className={styles.last} /> {words.ruler.legend.last}
      </span>
      <span>
        <i className={styles.plan} /> {words.ruler.legend.planned}
      </span>
      <span>
        <i className={styles.off} /> {words.ruler.legend.off}
      </span>
      {(['green', 'yellow', 'orange', 'red', 'breached'] as const).map((level) => (
        <LevelMark key={level} level={level} />
      ))}
      <span className="hidden-words">
        <LevelShape level="paused" />
      </span>
    </span>
  );
}
