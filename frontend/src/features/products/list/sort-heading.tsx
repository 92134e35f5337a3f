import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { Sort } from '../search';
import styles from './product-table.module.css';

interface SortHeadingProps {
  by: 'sku' | 'name';
  sort: Sort;
  onSort: (sort: Sort) => void;
  children: string;
}

/** A heading that sorts by its column; once more, and it sorts the other way round. */
export function SortHeading({ by, sort, onSort, children }: SortHeadingProps) {
  const isRising = sort === by;
  const isFalling = sort === `-${by}`;
  const Icon = isRising ? ArrowUp : isFalling ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      role="columnheader"
      aria-sort={isRising ? 'ascending' : isFalling ? 'descending' : 'none'}
    >
      <button type="button" className={styles.sort} onClick={() => onSort(isRising ? `-${by}` : by)}>
        {children}
        <Icon size={14} aria-hidden />
      </button>
    </th>
  );
}
