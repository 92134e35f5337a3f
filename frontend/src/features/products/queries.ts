import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { api, content } from '@/api/client';
import { pageOf, type Page } from '@/api/queries';
import type { Movement, Product } from '@/api/shapes';
import { productQuery } from '@/catalogue/queries';
import { filtersOf, type ProductSearch, type Sort } from './search';

const PAGE = 50;
const HISTORY_PAGE = 25;

export type ProductPage = Page<Product>;

/** Products that match a search, page after page; the rows of the last search stay until those of the next are there. */
export function productsQuery(search: ProductSearch) {
  return infiniteQueryOptions({
    queryKey: ['products', 'list', search],
    queryFn: ({ signal, pageParam }): Promise<ProductPage> => {
      const sort: Sort = search.sort ?? 'sku';
      const query = { ...filtersOf(search), sort, ...pageOf(PAGE, pageParam) };
      return content(api.GET('/api/v1/products', { signal, params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData<InfiniteData<ProductPage, string | undefined>>,
    // All pages would be asked for again.
    refetchOnWindowFocus: false,
  });
}

/** How much there is of each of these products, by their numbers. */
export function totalsQuery(ids: readonly number[]) {
  return queryOptions({
    queryKey: ['stock', 'totals', ids],
    queryFn: async ({ signal }) => {
      const query = { product_id: [...ids] };
      const { items } = await content(api.GET('/api/v1/stock/totals', { signal, params: { query } }));
      return new Map(items.map(({ product_id, quantity }) => [product_id, quantity]));
    },
  });
}

/** How much there was of a product at the end of each of the last days, as days are counted where the user is. */
export function historyQuery(product: number, days: number) {
  return queryOptions({
    queryKey: ['stock', 'history', product, days],
    queryFn: async ({ signal }) => {
      const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const query = { product_id: product, days, time_zone };
      return (await content(api.GET('/api/v1/stock/history', { signal, params: { query } }))).items;
    },
    placeholderData: keepPreviousData,
  });
}

/** The ledger of a product, the newest lines first. */
export function movementsQuery(product: number) {
  return infiniteQueryOptions({
    queryKey: ['stock', 'movements', 'product', product],
    queryFn: ({ signal, pageParam }): Promise<Page<Movement>> => {
      const query = { product_id: product, ...pageOf(HISTORY_PAGE, pageParam) };
      return content(api.GET('/api/v1/stock/movements', { signal, params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** Take over a product that has just been written, and ask anew for whatever else shows it. */
export function keepProduct(queries: QueryClient, product: Product): void {
  const { queryKey } = productQuery(product.id);
  queries.setQueryData(queryKey, product);
  const isOther = (key: readonly unknown[]) => JSON.stringify(key) !== JSON.stringify(queryKey);
  void queries.invalidateQueries({ queryKey: ['products'], predicate: (query) => isOther(query.queryKey) });
  void queries.invalidateQueries({ queryKey: ['stock'] });
}
