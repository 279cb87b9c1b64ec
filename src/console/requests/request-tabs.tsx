import words from '../../../content/wording/console/requests.yaml';
import { say } from '../look/say.ts';
import { counted } from './counted.ts';
import styles from './request-list.module.css';
import type { Queue, Tab } from './request-types.ts';

const tabs = ['today', 'soon', 'unassigned', 'all', 'closed'] as const;

/** 今天到期 3 · 快到期 5 · 未分派 4 · 全部 64; what is late counts as due today. */
export function RequestTabs({ tab, head, onTab }: { tab: Tab; head: Queue | undefined; onTab: (tab: Tab) => void }) {
  return (
    <fieldset className={styles.tabs}>
      <legend className="hidden-words">{words.tabsLabel}</legend>
      {tabs.map((each) => (
        <button key={each} type="button" aria-pressed={tab === each} onClick={() => onTab(each)}>
          {each === 'closed' || !head
            ? words.tabs[each]
            : say(words.tab, { name: words.tabs[each], n: counted(head.counts[each], head.countedTo) })}
        </button>
      ))}
    </fieldset>
  );
}
