import { LinkOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import words from '../../../content/wording/console/bundles.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { dayWords, fullDayWords, timeWords } from '../look/time-words.ts';
import styles from './bundle.module.css';
import type { BundlePage } from './bundle-types.ts';
import { useBundleForms } from './use-bundle-forms.tsx';

/** The document as a card: its class and marking, its title in Song, and who answers for its interpretation. */
export function DocumentCard({ bundle, may }: { bundle: BundlePage; may: boolean }) {
  const { now } = useFrame();
  const forms = useBundleForms(bundle);
  const { page, draftingSection, section, interpreter } = bundle;
  const markings: Readonly<Record<string, string>> = words.card;
  const name = (form: () => void, label: string) =>
    may && !bundle.archived ? (
      <button type="button" className={styles.link} onClick={form} aria-label={`${words.act.name}${label}`}>
        {words.act.name}
      </button>
    ) : (
      words.card.missing
    );
  const published =
    page?.publishedAt != null
      ? `${fullDayWords(page.publishedAt)} ${timeWords(page.publishedAt)}`
      : bundle.publishedOn && fullDayWords(bundle.publishedOn);
  const facts: [string, ReactNode][] = [
    [words.card.number, bundle.documentNumber ?? words.card.noNumber],
    [words.card.published, published ?? name(forms.days, words.card.published)],
    [
      words.card.inForce,
      bundle.effectiveOn
        ? say(words.card.inForceFrom, { day: fullDayWords(bundle.effectiveOn) })
        : name(forms.days, words.card.inForce),
    ],
    [
      words.card.drafting,
      draftingSection === null
        ? name(forms.section, words.card.drafting)
        : section !== null && section.id !== draftingSection.id
          ? say(words.card.handed, { name: draftingSection.name, to: section.name })
          : say(words.card.drafts, { name: draftingSection.name }),
    ],
    [
      words.card.interpreter,
      interpreter ? `${interpreter.post} ${interpreter.name}` : name(forms.interpreter, words.card.interpreter),
    ],
    [words.card.telephone, bundle.telephone ?? name(forms.telephone, words.card.telephone)],
  ];
  return (
    <section className={styles.card} aria-label={words.card.label}>
      <div className={styles.tags}>
        <span className={styles.tagFilled}>{bundle.className}</span>
        {page?.marking ? <span className={styles.tag}>{markings[page.marking] ?? page.marking}</span> : null}
        {bundle.superseded ? (
          <span className={styles.tag}>{words.card.superseded}</span>
        ) : page?.validity ? (
          <span className={styles.tag}>{page.validity}</span>
        ) : null}
        {page ? (
          <a className={styles.original} href={page.url} target="_blank" rel="noreferrer">
            <LinkOutlined aria-hidden />
            {page.withdrawn
              ? words.card.gone
              : say(words.card.original, { time: `${dayWords(page.seenAt, now())} ${timeWords(page.seenAt)}` })}
          </a>
        ) : null}
      </div>
      <h2 className={`song ${styles.document}`}>{balanced(bundle.title)}</h2>
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A long title breaks before its quoted name, as it is printed on paper. */
function balanced(title: string): ReactNode {
  const at = title.indexOf('《');
  if (at < 8) return title;
  return (
    <>
      {title.slice(0, at)}
      <br />
      {title.slice(at)}
    </>
  );
}
