import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './table.module.css';

export interface Column<Row> {
  /** Names the column, also for the list of columns that are left out on a phone. */
  id: string;
  heading: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures stand under each other at the right. */
  number?: boolean;
  /** The cell names its row. */
  names?: boolean;
  sort?: 'ascending' | 'descending' | 'none';
}

interface TableProps<Row> {
  /** Says what the table holds to those who do not see the page around it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Without a frame, inside a card. */
  bare?: boolean;
}

/** Rows under headings; where it is wider than the screen, it scrolls by itself and the page does not. */
export function Table<Row>({ caption, columns, rows, rowKey, bare = false }: TableProps<Row>) {
  return (
    <div className={clsx(styles.frame, bare && styles.bare)} tabIndex={0} role="group" aria-label={caption}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={clsx(column.number && styles.number)}
                aria-sort={column.sort}
              >
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => {
                const className = clsx(column.number && styles.number);
                return column.names ? (
                  <th key={column.id} scope="row" className={className}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={className}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
