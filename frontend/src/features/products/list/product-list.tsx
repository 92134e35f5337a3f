import { useInfiniteQuery } from '@tanstack/react-query';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { ListEnd } from '@/ui/list-end';
import { Empty } from '@/ui/note';
import { QueryView } from '@/ui/query-view';
import { productsQuery } from '../queries';
import { filterCount, type ProductSearch } from '../search';
import { sortOf } from './filters';
import { ProductTable } from './product-table';
import type { SearchChange } from './use-product-search';
import { words } from './words';

const LINES = 12;

interface ProductListProps {
  search: ProductSearch;
  onChange: (change: SearchChange) => void;
}

/** What a search finds, page after page. */
export function ProductList({ search, onChange }: ProductListProps) {
  const text = useWords(words);
  const query = useInfiniteQuery(productsQuery(search));
  const isOld = query.isPlaceholderData;
  const asked = {
    // Where there is no connection, the rows of another search would look like those of this one.
    data: isOld && query.fetchStatus === 'paused' ? undefined : query.data,
    error: query.isFetchNextPageError ? null : query.error,
    fetchStatus: query.fetchStatus,
    refetch: query.refetch,
  };
  return (
    <QueryView
      query={asked}
      lines={LINES}
      empty={{
        when: ({ pages }) => pages[0]?.items.length === 0,
        show: <NothingFound search={search} onChange={onChange} />,
      }}
    >
      {({ pages }) => {
        const count = pages.reduce((sum, { items }) => sum + items.length, 0);
        return (
          <>
            <ProductTable
              pages={pages}
              sort={search.sort ?? 'sku'}
              onSort={(sort) => onChange({ sort: sortOf(sort) })}
              old={isOld}
            />
            <ListEnd query={query} byItself={!isOld}>
              {query.hasNextPage ? text.shown(count) : text.whole(count)}
            </ListEnd>
          </>
        );
      }}
    </QueryView>
  );
}

function NothingFound({ search, onChange }: ProductListProps) {
  const text = useWords(words);
  const isNarrowed = search.q !== undefined || filterCount(search) > 0;
  const all = { q: undefined, category: undefined, supplier: undefined, active: undefined };
  return (
    <Empty title={isNarrowed ? text.noMatch : text.none}>
      {isNarrowed && <Button onClick={() => onChange(all)}>{text.reset}</Button>}
    </Empty>
  );
}
