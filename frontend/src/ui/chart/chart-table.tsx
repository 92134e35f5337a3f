import { useState } from 'react';
import { useLanguage, useWords } from '@/language/language';
import { Table, type Column } from '../table';
import styles from './chart.module.css';
import { words } from './words';

/** One quantity of each day. */
export interface Values {
  name: string;
  values: readonly number[];
}

interface ChartTableProps {
  name: string;
  days: readonly string[];
  values: readonly Values[];
}

/** The same as a chart in figures, the newest day first, for those who ask for it. */
export function ChartTable({ name, days, values }: ChartTableProps) {
  const text = useWords(words);
  const { formats } = useLanguage();
  const [open, setOpen] = useState(false);
  const columns: Column<number>[] = [
    { id: 'day', heading: text.day, names: true, cell: (index) => formats.day(days[index] ?? '') },
    ...values.map(({ name: heading, values: each }) => ({
      id: heading,
      heading,
      number: true,
      cell: (index: number) => formats.number(each[index] ?? 0),
    })),
  ];
  return (
    <details className={styles.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.asTable}</summary>
      {open && (
        <div className={styles.rows}>
          <Table
            bare
            caption={text.byDay(name)}
            columns={columns}
            rows={days.map((_, index) => index).reverse()}
            rowKey={(index) => index}
          />
        </div>
      )}
    </details>
  );
}
