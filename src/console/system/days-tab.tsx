import words from '../../../content/wording/console/installation.yaml';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { dayWords, startOfDay, weekdayWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './installation.module.css';

/** 放假安排: the days off and the made-up working days of each year, with the notice they come from. */
export default function DaysTab() {
  const { data, error, refetch } = api.useQuery('get', '/api/v1/system/days');
  const { now } = useFrame();
  if (error && !data) return <Trouble error={error} what={words.days.what} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton rows={6} />;
  return (
    <div className={styles.stack}>
      <p className={styles.second}>{say(words.days.lead, { version: data.version })}</p>
      {data.years.toReversed().map(({ year, source, off, work }) => (
        <Panel key={year} title={`${year}年`} note={source}>
          <Days mark={words.days.off} days={off} now={now()} />
          <Days mark={words.days.work} days={work} now={now()} />
        </Panel>
      ))}
    </div>
  );
}

function Days({ mark, days, now }: { mark: string; days: { day: string; name: string }[]; now: number }) {
  if (days.length === 0) return <p className={styles.second}>{`${mark}：${words.days.none}`}</p>;
  return (
    <ul className={styles.days} aria-label={mark}>
      {days.map(({ day, name }) => (
        <li key={day}>
          <b>{mark}</b> {dayWords(startOfDay(day), now)} {weekdayWords(day)} {name}
        </li>
      ))}
    </ul>
  );
}
