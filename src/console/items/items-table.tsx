import words from '../../../content/wording/console/items.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { useListKeys } from '../frame/keys.ts';
import { say } from '../look/say.ts';
import { dayWords, momentWords } from '../look/time-words.ts';
import { Fates } from './fates.tsx';
import type { ListedItem, Source } from './item-types.ts';
import styles from './items.module.css';

interface Props {
  rows: readonly ListedItem[];
  sources: readonly Source[];
  onOpen: (item: ListedItem) => void;
  onMain: (item: ListedItem) => void;
  off: boolean;
}

/** The list of items: newest found first; the title opens the item. */
export function ItemsTable({ rows, sources, onOpen, onMain, off }: Props) {
  const { now } = useFrame();
  const { rowProps, setIndex } = useListKeys(rows, { open: onOpen, main: onMain, off });
  const columnOf = (id: string) => sources.find((source) => source.id === id)?.name ?? id;
  return (
    <table className={styles.table} aria-label={words.list}>
      <thead>
        <tr>
          <th scope="col">{words.head.title}</th>
          <th scope="col" className={styles.column}>
            {words.head.column}
          </th>
          <th scope="col" className={styles.issuer}>
            {words.head.issuer}
          </th>
          <th scope="col" className={styles.number}>
            {words.head.number}
          </th>
          <th scope="col" className={styles.day}>
            {words.head.published}
          </th>
          <th scope="col" className={styles.time}>
            {words.head.found}
          </th>
          <th scope="col" className={styles.became}>
            {words.head.fate}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((item, i) => (
          <tr key={item.id} {...rowProps(i)}>
            <td>
              <button
                type="button"
                className={`${styles.open} printed`}
                onClick={() => {
                  setIndex(i);
                  onOpen(item);
                }}
              >
                {item.title}
              </button>
              {item.revision > 1 ? (
                <span className={styles.mark}>{say(words.revised, { n: item.revision - 1 })}</span>
              ) : null}
              {item.withdrawn ? <span className={styles.markRed}>{words.gone}</span> : null}
            </td>
            <td>{columnOf(item.source)}</td>
            <td className={styles.quiet}>{item.issuer ?? words.noIssuer}</td>
            <td className="nowrap">{item.documentNumber ?? (item.bundle ? words.noNumber : '')}</td>
            <td className="nowrap">{item.publishedAt === null ? words.noDate : dayWords(item.publishedAt, now())}</td>
            <td className="nowrap">{momentWords(item.foundAt, now())}</td>
            <td>
              <Fates item={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
