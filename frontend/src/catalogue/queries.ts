import { queryOptions } from '@tanstack/react-query';
import { api, content } from '@/api/client';
import { everyItem } from '@/api/queries';

const MOST = 200; // items of a page of the API
const A_MINUTE = 60_000;

/** Every location, for menus and names. */
export const locationsQuery = queryOptions({
  queryKey: ['locations', 'all'],
  staleTime: A_MINUTE,
  queryFn: ({ signal }) =>
    everyItem((after) => content(api.GET('/api/v1/locations', { signal, params: { query: pageOf(after) } }))),
});

/** Every supplier, for menus and names. */
export const suppliersQuery = queryOptions({
  queryKey: ['suppliers', 'all'],
  staleTime: A_MINUTE,
  queryFn: ({ signal }) =>
    everyItem((after) => content(api.GET('/api/v1/suppliers', { signal, params: { query: pageOf(after) } }))),
});

/** Every category, for menus and names. */
export const categoriesQuery = queryOptions({
  queryKey: ['categories', 'all'],
  staleTime: A_MINUTE,
  queryFn: ({ signal }) =>
    everyItem((after) =>
      content(api.GET('/api/v1/categories', { signal, params: { query: pageOf(after) } })),
    ),
});

function pageOf(after: string | undefined) {
  return { limit: MOST, ...(after !== undefined && { after }) };
}
