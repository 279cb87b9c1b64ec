import { useEffect, useState } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import { say } from '../look/say.ts';
import { fullDayWords, timeWords } from '../look/time-words.ts';
import { useFrame } from './frame-context.tsx';
import styles from './print-head.module.css';

/** The head of a printed sheet: office, page, when; and 演练 as a grey diagonal word in a rehearsal. */
export function PrintHead() {
  const { office, rehearsal, now } = useFrame();
  const [sheet, setSheet] = useState({ page: '', at: now() });
  useEffect(() => {
    const before = () => setSheet({ page: document.title.split(' · ')[0] ?? '', at: now() });
    addEventListener('beforeprint', before);
    return () => removeEventListener('beforeprint', before);
  }, [now]);
  const at = `${fullDayWords(sheet.at)} ${timeWords(sheet.at)}`;
  return (
    <div className="print-only">
      <p className={styles.head}>{say(words.print.header, { office, page: sheet.page, at })}</p>
      {rehearsal ? <p className={styles.rehearsal}>{words.print.rehearsal}</p> : null}
    </div>
  );
}
