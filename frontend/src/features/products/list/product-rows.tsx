import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Product } from '@/api/shapes';
import { categoriesQuery, suppliersQuery } from '@/catalogue/queries';
import { words as catalogueWords } from '@/catalogue/words';
import { useLanguage, useWords } from '@/language/language';
import { Badge } from '@/ui/badge';
import { totalsQuery, type ProductPage } from '../queries';
import styles from './product-table.module.css';
import { StockCell } from './stock-cell';
import { words } from './words';

/** One page of products; how much there is of them comes by a query of its own, so that the names are there first. */
export const ProductRows = memo(function ProductRows({ page }: { page: ProductPage }) {
  const totals = useQuery(totalsQuery(page.items.map(({ id }) => id)));
  const { data: categories } = useQuery({ ...categoriesQuery, select: namesOf });
  const { data: suppliers } = useQuery({ ...suppliersQuery, select: namesOf });
  return (
    <tbody role="rowgroup" className={styles.page}>
      {page.items.map((product) => (
        <ProductRow
          key={product.id}
          product={product}
          category={categories?.get(product.category_id)}
          supplier={suppliers?.get(product.supplier_id)}
          stock={totals.data ? (totals.data.get(product.id) ?? 0) : totals.isError ? null : undefined}
        />
      ))}
    </tbody>
  );
});

function namesOf(entries: readonly { id: number; name: string }[]): Map<number | null, string> {
  return new Map(entries.map(({ id, name }) => [id, name]));
}

interface ProductRowProps {
  product: Product;
  category: string | undefined;
  supplier: string | undefined;
  /** Nothing yet, or null where it could not be told. */
  stock: number | null | undefined;
}

function ProductRow({ product, category, supplier, stock }: ProductRowProps) {
  const text = useWords(words);
  const { inactive } = useWords(catalogueWords);
  const { formats } = useLanguage();
  return (
    <tr role="row">
      <td role="cell" className={styles.sku}>
        {product.sku}
      </td>
      <th scope="row" role="rowheader" className={styles.name}>
        <Link to="/products/$id" params={{ id: String(product.id) }} data-row>
          {product.name}
        </Link>{' '}
        {!product.active && <Badge>{inactive}</Badge>}
      </th>
      <td role="cell" className={styles.wide}>
        {category}
      </td>
      <td role="cell" className={styles.wide}>
        {supplier}
      </td>
      <StockCell product={product} stock={stock} />
      <td role="cell" className={styles.number} data-label={text.reorderPoint}>
        {formats.number(product.reorder_point)}
      </td>
      <td role="cell" className={styles.number} data-label={text.unitCost}>
        {formats.cost(product.unit_cost)}
      </td>
    </tr>
  );
}
