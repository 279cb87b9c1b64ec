import words from '../../../content/wording/console/items.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { LevelMark } from '../look/level.tsx';
import { say } from '../look/say.ts';
import { dayWords, momentWords } from '../look/time-words.ts';
import styles from './item-sheet.module.css';
import type { ShownItem, Source } from './item-types.ts';
import { Revisions } from './revisions.tsx';
import { useSourceName } from './use-source-name.ts';

/** What the page says of itself, what extraction was not sure of, and how it changed. */
export function ItemFacts({ item, sources }: { item: ShownItem; sources: readonly Source[] }) {
  const { now } = useFrame();
  const column = useSourceName(item.source, sources);
  const markings: Readonly<Record<string, string>> = words.marking;
  const facts: [string, string | null][] = [
    [words.head.column, column],
    [words.sheet.number, item.documentNumber],
    [words.sheet.issuer, item.issuer],
    [words.sheet.published, item.publishedAt === null ? words.noDate : momentWords(item.publishedAt, now())],
    [words.sheet.written, item.writtenOn === null ? null : dayWords(item.writtenOn, now())],
    [words.sheet.marking, item.marking === null ? null : (markings[item.marking] ?? item.marking)],
    [words.sheet.validity, item.validity],
    [words.sheet.found, momentWords(item.foundAt, now())],
    [words.sheet.seen, momentWords(item.seenAt, now())],
  ];
  return (
    <>
      <section>
        <h3>{words.sheet.facts}</h3>
        <a href={item.url} target="_blank" rel="noreferrer" className={styles.original}>
          {words.sheet.original}
        </a>
        <dl className={styles.facts}>
          {facts.map(([name, value]) =>
            value === null ? null : (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
        {item.pictures > 0 ? <p className={styles.quiet}>{say(words.sheet.pictures, { n: item.pictures })}</p> : null}
        {item.attachments.length > 0 ? (
          <ul className={styles.plain} aria-label={words.sheet.attachments}>
            {item.attachments.map(({ url, name }) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noreferrer">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      {item.warnings.length > 0 ? (
        <section>
          <h3>{words.sheet.warnings}</h3>
          <ul className={styles.plain}>
            {item.warnings.map(({ code, message }) => (
              <li key={`${code}${message}`}>
                <LevelMark level="yellow" says={warningWords(code)} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h3>{words.sheet.revisions}</h3>
        <Revisions item={item} />
      </section>
    </>
  );
}

function warningWords(code: string): string {
  const known: Readonly<Record<string, string>> = words.warning;
  return known[code] ?? say(words.warning.other, { code });
}
