import { clsx } from 'clsx';
import type { Product } from '@/api/shapes';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { Badge } from '@/ui/badge';
import { isLow } from '../low';
import styles from './product-table.module.css';
import { words } from './words';

interface StockCellProps {
  product: Product;
  /** Nothing yet, or null where it could not be told. */
  stock: number | null | undefined;
}

/** How much there is, and whether that is little. */
export function StockCell({ product, stock }: StockCellProps) {
  const text = useWords(words);
  const { quantity } = useWords(catalogueWords);
  return (
    <td role="cell" className={clsx(styles.number, styles.stock)}>
      {stock === undefined && <span className={styles.coming} />}
      {stock === null && <span title={text.notKnown}>–</span>}
      {typeof stock === 'number' && (
        <>
          {isLow(product, stock) && <Badge look="warn">{text.low}</Badge>}{' '}
          <span>{quantity[product.unit](stock)}</span>
        </>
      )}
    </td>
  );
}
