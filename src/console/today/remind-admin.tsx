import words from '../../../content/wording/console/today.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import act from '../look/act.module.css';
import { useCopy } from '../look/copy-text.ts';
import { say } from '../look/say.ts';
import { momentWords, timeWords } from '../look/time-words.ts';
import styles from './panels.module.css';
import type { DeliveryStory } from './today-types.ts';

/** 提醒管理员: only the administrator's own phone can confirm, so there is a text to send, and whom to call. */
export function RemindAdmin({ story }: { story: DeliveryStory }) {
  const { now } = useFrame();
  const { copied, copy } = useCopy();
  const { channelName: channel, title, owner, dueAt, until } = story;
  const moment = until === null ? momentWords(dueAt, now()) : timeWords(until);
  const text = say(words.panel.remindText, { channel, title, moment });
  return (
    <section className={styles.part}>
      <h3>{words.panel.remind}</h3>
      <p className={styles.quote}>{text}</p>
      {owner ? (
        <p className={styles.small}>
          {owner.mobile === null
            ? say(words.panel.remindPerson, { name: owner.name })
            : say(words.panel.remindCall, { name: owner.name, mobile: owner.mobile })}
        </p>
      ) : null}
      <button type="button" className={act.main} onClick={() => void copy(text)}>
        {copied ? words.panel.copied : words.panel.remindCopy}
      </button>
    </section>
  );
}
