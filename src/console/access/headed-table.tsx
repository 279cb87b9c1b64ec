import type { ReactNode } from 'react';
import styles from './access.module.css';

/** A table under the names of its columns, which scrolls by itself where a screen is narrow; `children` are its rows. */
export function HeadedTable({ columns, children }: { columns: readonly string[]; children: ReactNode }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
