import { useQuery } from '@tanstack/react-query';
import type { Level, Product } from '@/api/shapes';
import { levelsQuery } from '@/catalogue/queries';
import { words as catalogueWords } from '@/catalogue/words';
import { useLanguage, useWords } from '@/language/language';
import { Badge } from '@/ui/badge';
import { Empty } from '@/ui/note';
import { Card } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { Table, type Column } from '@/ui/table';
import { isLow } from '../low';
import styles from './detail.module.css';
import { words } from './words';

/** How much there is of a product, at each location and together. */
export function LevelsCard({ product }: { product: Product }) {
  const text = useWords(words);
  const { quantity } = useWords(catalogueWords);
  const { formats } = useLanguage();
  const levels = useQuery(levelsQuery(product.id));
  const columns: Column<Level>[] = [
    { id: 'location', heading: text.location, names: true, cell: ({ location }) => location },
    {
      id: 'stock',
      heading: text.stock,
      number: true,
      cell: (level) => formats.number(level.quantity),
    },
  ];
  return (
    <Card title={text.levels}>
      <QueryView query={levels} lines={3}>
        {(found) => {
          const total = found.reduce((sum, level) => sum + level.quantity, 0);
          return (
            <>
              <p className={styles.total}>
                <span className="visually-hidden">{text.total}</span>
                <strong>{quantity[product.unit](total)}</strong>
                {isLow(product, total) && <Badge look="warn">{text.low}</Badge>}
              </p>
              {found.length === 0 ? (
                <Empty title={text.noLevels} />
              ) : (
                <Table
                  bare
                  caption={text.levels}
                  columns={columns}
                  rows={found}
                  rowKey={(level) => level.location_id}
                />
              )}
            </>
          );
        }}
      </QueryView>
    </Card>
  );
}
