import { queryOptions } from '@tanstack/react-query';
import { api, content } from '@/api/client';
import { everyItem } from '@/api/queries';

const A_MINUTE = 60_000;

/** Every location, for menus and names. */
export const locationsQuery = queryOptions({
  queryKey: ['locations', 'all'],
  staleTime: A_MINUTE,
  queryFn: ({ signal }) =>
    everyItem((query) => content(api.GET('/api/v1/locations', { signal, params: { query } }))),
});

/** Every supplier, for menus and names. */
export const suppliersQuery = queryOptions({
  queryKey: ['suppliers', 'all'],
  staleTime: A_MINUTE,
  queryFn: ({ signal }) =>
    everyItem((query) => content(api.GET('/api/v1/suppliers', { signal, params: { query } }))),
});

/** Every category, for menus and names. */
export const categoriesQuery = queryOptions({
  queryKey: ['categories', 'all'],
  staleTime: A_MINUTE,
  queryFn: ({ signal }) =>
    everyItem((query) => content(api.GET('/api/v1/categories', { signal, params: { query } }))),
});

/** One product. */
export function productQuery(id: number) {
  return queryOptions({
    queryKey: ['products', 'one', id],
    queryFn: ({ signal }) => content(api.GET('/api/v1/products/{id}', { signal, params: { path: { id } } })),
  });
}

/** How much there is of a product at each location where there ever was any. */
export function levelsQuery(productId: number) {
  return queryOptions({
    queryKey: ['stock', 'levels', productId],
    queryFn: ({ signal }) =>
      everyItem((page) => {
        const query = { product_id: productId, ...page };
        return content(api.GET('/api/v1/stock/levels', { signal, params: { query } }));
      }),
  });
}
