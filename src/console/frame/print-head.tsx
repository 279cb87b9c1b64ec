import words from '../../../content/wording/console/frame.yaml';
import { usePrinting } from '../look/media.ts';
import { say } from '../look/say.ts';
import { fullDayWords, timeWords } from '../look/time-words.ts';
import { useFrame } from './frame-context.tsx';
import styles from './print-head.module.css';

/** The head of a printed sheet: office, page, when; and 演练 as a grey diagonal word in a rehearsal. */
export function PrintHead() {
  const { office, rehearsal, now } = useFrame();
  // Drawn anew when a sheet begins: the page's name and the time are those of that moment.
  usePrinting();
  const page = document.title.split(' · ')[0] ?? '';
  const at = `${fullDayWords(now())} ${timeWords(now())}`;
  return (
    <div className="print-only">
      <p className={styles.head}>{say(words.print.header, { office, page, at })}</p>
      {rehearsal ? <p className={styles.rehearsal}>{words.print.rehearsal}</p> : null}
    </div>
  );
}
