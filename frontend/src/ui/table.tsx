import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './table.module.css';

export interface Column<Row> {
  id: string;
  heading: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures stand under each other at the right. */
  number?: boolean;
  /** The cell names its row. */
  names?: boolean;
}

interface TableProps<Row> {
  /** Says what the table holds to those who do not see the page around it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Without a frame, inside a card. */
  bare?: boolean;
  /** On a phone each row stands as a block, every value under its heading, instead of scrolling aside. */
  stacks?: boolean;
}

/** Rows under headings; where it is wider than the screen, it scrolls by itself and the page does not. */
export function Table<Row>({ caption, columns, rows, rowKey, bare, stacks }: TableProps<Row>) {
  return (
    <div
      className={clsx(styles.frame, bare && styles.bare, stacks && styles.stacks)}
      tabIndex={0}
      role="group"
      aria-label={caption}
    >
      {/* Roles are written out, since browsers forget them where rows are blocks. */}
      <table className={styles.table} role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                role="columnheader"
                className={clsx(column.number && styles.number)}
              >
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.id} column={column}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  const className = clsx(column.number && styles.number);
  if (column.names) {
    return (
      <th scope="row" role="rowheader" className={className}>
        {children}
      </th>
    );
  }
  const label = typeof column.heading === 'string' ? column.heading : undefined;
  return (
    <td role="cell" className={className} data-label={label}>
      {children}
    </td>
  );
}
