import CheckOutlined from '@ant-design/icons/CheckOutlined';
import CloseOutlined from '@ant-design/icons/CloseOutlined';
import MobileOutlined from '@ant-design/icons/MobileOutlined';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Tooltip } from 'antd';
import { useEffect, useRef } from 'react';
import words from '../../../content/wording/console/matrix.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import act from '../look/act.module.css';
import { LevelChip } from '../look/level.tsx';
import { say } from '../look/say.ts';
import styles from './account-table.module.css';
import type { AccountRow } from './matrix-types.ts';
import { clockWords, nextWords, platformWords, quotaWords, rightWords } from './matrix-words.ts';

const ROW = 44;

interface Props {
  rows: readonly AccountRow[];
  chosen: string | null;
  onChoose: (row: AccountRow) => void;
  onAct: (row: AccountRow) => void;
  /** Asked for when the end comes into sight. */
  more: (() => void) | null;
  rowProps: (i: number) => object;
}

/** The accounts: rights as probed, quota, tightest clock, what comes next, and one act. */
export function AccountTable({ rows, chosen, onChoose, onAct, more, rowProps }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const [above, below] = [shown[0]?.start ?? 0, virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)];
  const atEnd = (shown.at(-1)?.index ?? 0) >= rows.length - 10;
  useEffect(() => {
    if (atEnd) more?.();
  }, [atEnd, more]);
  return (
    <div ref={scroll} className={styles.scroll} data-scrolls>
      <table className={styles.table} aria-rowcount={rows.length + 1} aria-label={words.table}>
        <thead>
          <tr>
            {(['account', 'platform', 'publish', 'massSend', 'comment', 'data', 'quota', 'clock', 'next'] as const).map(
              (head) => (
                <th key={head} scope="col" data-head={head}>
                  {words.heads[head]}
                </th>
              ),
            )}
            <th scope="col" data-head="act">
              <span className="hidden-words">{words.heads.act}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row that keeps the place of rows that are not drawn */}
          {above > 0 ? <tr aria-hidden="true" style={{ height: above }} /> : null}
          {shown.map(({ index }) => {
            const row = rows[index];
            return row ? (
              <Row
                key={row.id}
                row={row}
                isChosen={row.id === chosen}
                onChoose={() => onChoose(row)}
                onAct={() => onAct(row)}
                marks={{ ...rowProps(index), 'aria-rowindex': index + 2 }}
              />
            ) : null;
          })}
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row that keeps the place of rows that are not drawn */}
          {below > 0 ? <tr aria-hidden="true" style={{ height: below }} /> : null}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: AccountRow;
  isChosen: boolean;
  onChoose: () => void;
  onAct: () => void;
  marks: object;
}

function Row({ row, isChosen, onChoose, onAct, marks }: RowProps) {
  const { now } = useFrame();
  const clock = clockWords(row, now());
  const next = nextWords(row, now());
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the name in the row is the button; a click beside it does the same
    <tr className={styles.row} data-chosen={isChosen} onClick={onChoose} {...marks}>
      <th scope="row">
        <button type="button" className={`${styles.name} printed`} aria-pressed={isChosen} onClick={onChoose}>
          {row.name}
        </button>
        <span className={styles.role} data-role={row.role}>
          {row.kind === 'wecom-robot' ? words.roles.notice : words.roles[row.role]}
        </span>
      </th>
      <td>
        <span className={styles.two}>
          {platformWords(row)}
          <small>{row.keeper}</small>
        </span>
      </td>
      {row.rights.map((right) => (
        <td key={right.api} className={styles.right}>
          <RightMark right={right} name={row.name} now={now()} />
        </td>
      ))}
      <td>
        <Quota row={row} />
      </td>
      <td>
        {clock ? (
          <span className={styles.clock}>
            <LevelChip level={clock.level} />
            <span className="nowrap">{clock.says}</span>
          </span>
        ) : (
          <span className={styles.quiet}>{words.clock.none}</span>
        )}
      </td>
      <td>
        <span className={styles.next} data-tone={next.tone}>
          {next.says}
        </span>
      </td>
      <td className={styles.act}>
        {row.act ? (
          <button
            type="button"
            className={act.link}
            aria-label={say(words.actOf, { act: words.acts[row.act], name: row.name })}
            onClick={(event) => {
              event.stopPropagation();
              onAct();
            }}
          >
            {words.acts[row.act]}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

/** ✓ × phone –, with date and code on hover and on focus. */
function RightMark({ right, name, now }: { right: AccountRow['rights'][number]; name: string; now: number }) {
  const says = rightWords(right, now);
  return (
    <Tooltip title={says} trigger={['hover', 'focus']}>
      <button
        type="button"
        className={`${styles.mark} printed`}
        data-is={right.is}
        aria-label={`${name} ${words.heads[right.api]}：${says}`}
        onClick={(event) => event.stopPropagation()}
      >
        {right.is === 'works' ? <CheckOutlined aria-hidden="true" /> : null}
        {right.is === 'refused' ? <CloseOutlined aria-hidden="true" /> : null}
        {right.is === 'phone' ? <MobileOutlined aria-hidden="true" /> : null}
        {right.is === 'unknown' || right.is === 'none' ? <span aria-hidden="true">–</span> : null}
      </button>
    </Tooltip>
  );
}

function Quota({ row: { quota, byHand, ours } }: { row: AccountRow }) {
  if (!ours) return <span className={styles.quiet}>{words.quota.none}</span>;
  if (byHand) return <span className={styles.quiet}>{words.quota.byHand}</span>;
  if (!quota) return <span className={styles.quiet}>{words.quota.unlimited}</span>;
  const { name, used, share } = quotaWords(quota);
  return (
    <span className={styles.quota}>
      <span>
        {name} <b>{used}</b>
      </span>
      <svg className={styles.bar} viewBox="0 0 110 5" preserveAspectRatio="none" aria-hidden="true">
        <rect width="110" height="5" rx="2.5" className={styles.ground} />
        <rect width={110 * share} height="5" rx="2.5" className={share >= 0.7 ? styles.full : styles.used} />
      </svg>
    </span>
  );
}
