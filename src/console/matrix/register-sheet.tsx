import words from '../../../content/wording/console/matrix.yaml';
import { SideSheet } from '../frame/side-sheet.tsx';
import act from '../look/act.module.css';
import { useCopy } from '../look/copy-text.ts';
import styles from './archive-sheet.module.css';

/** As config/channels.yaml takes it; the secret is named by where it stands. */
const SAMPLE = `  - id: zhijian
    name: 示例质安
    kind: wechat-subscription
    role: ordinary
    owner: wu-jing
    office: 示例市住房和城乡建设局
    section: regulation
    openedOn: '2026-11-23'
    credentials:
      appId: wx0123456789abcdef
      secret: { env: ZHIJIAN_SECRET }`;

/** 登记账号: accounts come from the configuration; this says how. */
export function RegisterSheet({ onClose }: { onClose: () => void }) {
  const { copied, copy } = useCopy();
  return (
    <SideSheet title={words.registering.title} note={words.registering.says} onClose={onClose}>
      <ol className={styles.steps}>
        {words.registering.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: what scrolls is reached by the keyboard */}
      <section className={styles.sample} tabIndex={0} aria-label={words.registering.sample} data-scrolls>
        <pre>{SAMPLE}</pre>
      </section>
      <button type="button" className={act.act} onClick={() => void copy(SAMPLE)}>
        {copied ? words.registering.copied : words.registering.copy}
      </button>
    </SideSheet>
  );
}
