import { useInfiniteQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import type { Movement, Product } from '@/api/shapes';
import { words as catalogueWords } from '@/catalogue/words';
import { useLanguage, useWords } from '@/language/language';
import { ListEnd } from '@/ui/list-end';
import { Empty } from '@/ui/note';
import { Card } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { Table, type Column } from '@/ui/table';
import { movementsQuery } from '../queries';
import styles from './detail.module.css';
import { words } from './words';

/** Every line of the ledger about a product, the newest first. */
export function MovementsCard({ product }: { product: Product }) {
  const text = useWords(words);
  const columns = useColumns();
  const query = useInfiniteQuery(movementsQuery(product.id));
  const { data, fetchStatus, refetch, isFetchNextPageError } = query;
  const error = isFetchNextPageError ? null : query.error;
  return (
    <Card title={text.movements}>
      <QueryView
        query={{ data, error, fetchStatus, refetch }}
        empty={{
          when: ({ pages }) => pages[0]?.items.length === 0,
          show: <Empty title={text.noMovements} />,
        }}
      >
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          return (
            <>
              <Table
                bare
                stacks
                caption={text.movements}
                columns={columns}
                rows={rows}
                rowKey={({ id }) => id}
              />
              <ListEnd query={query}>
                {query.hasNextPage ? text.shown(rows.length) : text.whole(rows.length)}
              </ListEnd>
            </>
          );
        }}
      </QueryView>
    </Card>
  );
}

function useColumns(): Column<Movement>[] {
  const text = useWords(words);
  const { kinds } = useWords(catalogueWords);
  const { formats } = useLanguage();
  return [
    {
      id: 'time',
      heading: text.time,
      names: true,
      cell: ({ created_at }) => (
        <time className={styles.time} dateTime={created_at}>
          {formats.moment(created_at)}
        </time>
      ),
    },
    { id: 'kind', heading: text.kind, cell: ({ kind }) => kinds[kind] },
    { id: 'location', heading: text.location, cell: ({ location }) => location },
    {
      id: 'change',
      heading: text.change,
      number: true,
      cell: ({ change }) => (
        <span className={clsx(styles.change, change > 0 && styles.more)}>{formats.change(change)}</span>
      ),
    },
    {
      id: 'balance',
      heading: text.balance,
      number: true,
      cell: ({ balance }) => formats.number(balance),
    },
    { id: 'by', heading: text.by, cell: ({ user }) => user },
    { id: 'reason', heading: text.reason, cell: ({ reason }) => reason },
  ];
}
