import SearchOutlined from '@ant-design/icons/SearchOutlined';
import { useState, useSyncExternalStore } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import { say } from '../look/say.ts';
import { fullDayWords, timeWords, weekdayWords } from '../look/time-words.ts';
import { BellButton } from './bell-button.tsx';
import { useFrame } from './frame-context.tsx';
import { useKeys } from './keys.ts';
import { useServerMinute } from './live-stream.ts';
import { PersonMenu } from './person-menu.tsx';
import { Search } from './search.tsx';
import styles from './top-bar.module.css';

/** Office, date with weekday and Beijing time, search, bell, person. */
export function TopBar() {
  const { office } = useFrame();
  const [searching, setSearching] = useState(false);
  useKeys({ 'ctrl+k': { says: words.keys.search, act: () => setSearching(true) } }, { everywhere: true });
  return (
    <header className={`${styles.bar} screen-only`}>
      <span className={styles.office}>{office}</span>
      <ServerTime />
      <button type="button" className={styles.search} onClick={() => setSearching(true)}>
        <SearchOutlined aria-hidden="true" />
        <span className={styles.hint}>{words.top.search}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <BellButton />
      <PersonMenu />
      {searching ? <Search onClose={() => setSearching(false)} /> : null}
      <Offline />
    </header>
  );
}

/** The server's clock; when the stream has been silent for ten seconds, of what time the figures are. */
function ServerTime() {
  const { lost, at } = useServerMinute();
  const time = timeWords(at);
  if (lost)
    return (
      <span className={styles.lost} role="status">
        {say(words.top.lost, { time })}
      </span>
    );
  return (
    <time className={styles.time}>
      {say(words.top.clock, { day: fullDayWords(at), weekday: weekdayWords(at), time })}
    </time>
  );
}

function Offline() {
  const online = useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener);
      addEventListener('offline', listener);
      return () => {
        removeEventListener('online', listener);
        removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
  return online ? null : (
    <p className={styles.offline} role="status">
      {words.top.offline}
    </p>
  );
}
