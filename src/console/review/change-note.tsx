import words from '../../../content/wording/console/review.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { momentWords, timeWords } from '../look/time-words.ts';
import { changeWords, checkName, type View } from './review-data.ts';
import styles from './review-text.module.css';

/** 改 1　林编辑 09:02 删去“…”（检查发现：措辞） */
export function ChangeNote({ view, number }: { view: View; number: number }) {
  const { now } = useFrame();
  const change = view.changes.find((each) => each.number === number);
  if (!change) return null;
  const at = now() - change.at < 86_400_000 ? timeWords(change.at) : momentWords(change.at, now());
  const did = changeWords(view.blocks.filter((block) => block.change === number));
  return (
    <p className={styles.note}>
      <b>{say(words.view.change, { n: number })}</b> {change.by} {at} {did}
      {change.check ? say(words.view.finding, { check: checkName(change.check) }) : ''}
    </p>
  );
}
