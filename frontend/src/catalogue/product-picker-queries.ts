import { LIMITS } from '@/api/limits';
import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, content } from '@/api/client';
import type { Product } from '@/api/shapes';

/** How many products the list under the field shows. */
export const SHOWN = 20;
const BARCODE = /^\d{8,14}$/;

/** The first products that match what is typed. */
export function searchQuery(typed: string, activeOnly: boolean) {
  return queryOptions({
    queryKey: ['products', 'search', typed, activeOnly],
    queryFn: ({ signal }) => search(typed, { limit: SHOWN, ...(activeOnly && { active: true }) }, signal),
    placeholderData: keepPreviousData,
  });
}

async function search(q: string, more: { limit: number; active?: true }, signal: AbortSignal) {
  const query = { ...(q !== '' && { q }), ...more };
  return (await content(api.GET('/api/v1/products', { signal, params: { query } }))).items;
}

/** Whether a text is what a scanner reads from a product. */
export function isBarcode(text: string): boolean {
  return BARCODE.test(text);
}

/**
 * The one product that a text names: by its barcode or SKU, or as the only one that matches.
 *
 * A barcode names by the whole of it alone: a code that happens to be a part of another product's SKU does not.
 */
export async function productNamed(
  queries: QueryClient,
  text: string,
): Promise<Product | 'unknown' | 'several'> {
  const found = await queries.query({
    queryKey: ['products', 'named', text],
    queryFn: ({ signal }) => search(text, { limit: LIMITS.page }, signal),
    staleTime: 0, // it may have been added a moment ago
  });
  const named =
    found.find(({ barcode }) => barcode === text) ?? found.find(({ sku }) => sku === text.toUpperCase());
  if (named !== undefined) return named;
  if (isBarcode(text)) return 'unknown';
  const [only, ...others] = found;
  if (only === undefined) return 'unknown';
  return others.length === 0 ? only : 'several';
}
