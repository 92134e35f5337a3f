import { clsx } from 'clsx';
import { useWords } from '@/language/language';
import type { ProductPage } from '../queries';
import type { Sort } from '../search';
import { ProductRows } from './product-rows';
import styles from './product-table.module.css';
import { SortHeading } from './sort-heading';
import { words } from './words';

interface ProductTableProps {
  pages: readonly ProductPage[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Whether these are the rows of the search before, whose successors are on their way. */
  old: boolean;
}

/**
 * Products in rows, on a phone in blocks.
 *
 * Each page of the API is a group of rows that the browser leaves out of its work while it is out of sight. That needs
 * rows that are no rows to the browser's layout, which then forgets what they are; so roles are written out.
 */
export function ProductTable({ pages, sort, onSort, old }: ProductTableProps) {
  const text = useWords(words);
  return (
    <div className={clsx(styles.frame, old && styles.old)} aria-busy={old}>
      <table role="table" className={styles.table}>
        <caption className="visually-hidden">{text.title}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <SortHeading by="sku" sort={sort} onSort={onSort}>
              {text.sku}
            </SortHeading>
            <SortHeading by="name" sort={sort} onSort={onSort}>
              {text.name}
            </SortHeading>
            <Heading className={styles.wide}>{text.category}</Heading>
            <Heading className={styles.wide}>{text.supplier}</Heading>
            <Heading className={styles.number}>{text.stock}</Heading>
            <Heading className={styles.number}>{text.reorderPoint}</Heading>
            <Heading className={styles.number}>{text.unitCost}</Heading>
          </tr>
        </thead>
        {pages.map((page) => (
          <ProductRows key={page.items[0]?.id ?? 'none'} page={page} />
        ))}
      </table>
    </div>
  );
}

function Heading({ className, children }: { className: string | undefined; children: string }) {
  return (
    <th scope="col" role="columnheader" className={className}>
      {children}
    </th>
  );
}
