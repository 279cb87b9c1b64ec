import { DownOutlined } from '@ant-design/icons';
import words from '../../../content/wording/console/bundles.yaml';
import { useMay } from '../frame/frame-context.tsx';
import { useDropDown } from '../frame/use-drop-down.ts';
import styles from './bundle.module.css';
import type { BundlePage } from './bundle-types.ts';
import { useBundleForms } from './use-bundle-forms.tsx';
import { useConsultForms } from './use-consult-forms.tsx';

/** Acts that are rarer; what a role may not do is absent. */
export function BundleMenu({ bundle }: { bundle: BundlePage }) {
  const { isOpen, toggle, close, box, knob } = useDropDown();
  const heads = useMay(['section-head', 'leader']);
  const forms = useBundleForms(bundle);
  const consulting = useConsultForms(bundle);
  const acts = [
    ...(bundle.draftingSection === null ? [{ says: words.menu.section, act: forms.section }] : []),
    ...(heads && bundle.section ? [{ says: words.menu.handOver, act: forms.handOver }] : []),
    { says: words.menu.describe, act: forms.describe },
    { says: words.menu.days, act: forms.days },
    { says: words.menu.consult, act: consulting.consult },
    ...(bundle.consultations.length === 0 ? [{ says: words.menu.noConsult, act: consulting.noConsultation }] : []),
    ...(bundle.decisions.length > 0 ? [{ says: words.menu.decision, act: consulting.decision }] : []),
    ...(heads ? [{ says: words.menu.listDecision, act: consulting.listDecision }] : []),
    ...(heads && bundle.waiver === null && bundle.phase === 'final'
      ? [{ says: words.menu.waive, act: forms.waive }]
      : []),
    ...(heads && bundle.waiver ? [{ says: words.menu.unwaive, act: forms.unwaive }] : []),
    ...(heads && bundle.holding.length === 0 ? [{ says: words.menu.archive, act: forms.archive }] : []),
  ];
  return (
    <div className={styles.menuBox} ref={box}>
      <button ref={knob} type="button" className={styles.act} aria-expanded={isOpen} onClick={toggle}>
        {words.act.more} <DownOutlined aria-hidden />
      </button>
      {isOpen ? (
        <ul className={styles.menu} aria-label={words.act.more}>
          {acts.map(({ says, act }) => (
            <li key={says}>
              <button
                type="button"
                onClick={() => {
                  close();
                  act();
                }}
              >
                {says}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
