/** The six levels, each with its shape, word and colour, so that any of the three can be missing (principle 3). */
import words from '../../../content/wording/console/frame.yaml';
import styles from './level.module.css';
import { type Level, LevelShape } from './level-shape.tsx';

interface Props {
  level: Level;
  /** Other words than the level's own, such as a due phrase. */
  says?: string;
}

/** Shape and word on the level's tint; breached is white on wine. */
export function LevelChip({ level, says }: Props) {
  return (
    <span className={`${styles.chip} ${styles[level]}`}>
      <LevelShape level={level} />
      {says ?? words.level[level]}
    </span>
  );
}

/** Shape and word in the level's colour, without a ground. */
export function LevelMark({ level, says }: Props) {
  return (
    <span className={`${styles.mark} ${styles[level]}`}>
      <LevelShape level={level} />
      {says ?? words.level[level]}
    </span>
  );
}
