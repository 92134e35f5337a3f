import { useDeferredValue, useId, useState } from 'react';
import { useLanguage, useWords } from '@/language/language';
import { fold } from '@/language/fold';
import field from './field.module.css';
import styles from './filtered-table.module.css';
import { Empty } from './note';
import { Table, type Column } from './table';
import { words } from './words';

// More rows at once make typing slow, and nobody reads them.
const MOST = 200;

interface FilteredTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** What of a row is searched. */
  texts: (row: Row) => readonly string[];
}

/** Rows that are all here, narrowed down while somebody types. */
export function FilteredTable<Row>({ rows, texts, ...table }: FilteredTableProps<Row>) {
  const text = useWords(words);
  const { formats } = useLanguage();
  const [typed, setTyped] = useState('');
  const id = useId();
  const sought = useDeferredValue(fold(typed.trim()));
  const found =
    sought === '' ? rows : rows.filter((row) => texts(row).some((each) => fold(each).includes(sought)));
  return (
    <div className={styles.list}>
      <div className={styles.filter}>
        <label htmlFor={id} className="visually-hidden">
          {text.filter}
        </label>
        <input
          id={id}
          type="search"
          className={field.control}
          placeholder={text.filterHint}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <span role="status" className={styles.count}>
          {sought !== '' && text.matches(formats.number(found.length), formats.number(rows.length))}
        </span>
      </div>
      {found.length === 0 ? (
        <Empty title={text.noMatches} />
      ) : (
        <Table {...table} rows={found.slice(0, MOST)} stacks />
      )}
      {found.length > MOST && <p className={styles.count}>{text.firstOfMany(formats.number(MOST))}</p>}
    </div>
  );
}
