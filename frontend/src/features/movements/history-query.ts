import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, content } from '@/api/client';
import { pageOf, type Page } from '@/api/queries';
import type { Movement } from '@/api/shapes';
import type { HistorySearch, Period } from './search';

const PAGE = 50;
const DAYS: Record<Period, number> = { today: 1, week: 7, month: 30 };
const first: string | undefined = undefined;

/** Lines of the ledger that a search leaves, the newest first, page after page. */
export function historyQuery(search: HistorySearch) {
  return infiniteQueryOptions({
    queryKey: ['stock', 'movements', 'history', filtersOf(search)],
    queryFn: ({ signal, pageParam }): Promise<Page<Movement>> => {
      const query = {
        ...filtersOf(search),
        ...pageOf(PAGE, pageParam),
      };
      return content(api.GET('/api/v1/stock/movements', { signal, params: { query } }));
    },
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
    // All pages would be asked for again.
    refetchOnWindowFocus: false,
  });
}

/** The filters by the API's names, for the list and for its export. */
export function filtersOf({ kind, location, product, period }: HistorySearch) {
  return {
    ...(kind && { kind }),
    ...(location !== undefined && { location_id: location }),
    ...(product !== undefined && { product_id: product }),
    ...(period && { since: sinceOf(period) }),
  };
}

/** The moment at which a period begins: the start of its first day, as days are counted where the user is. */
function sinceOf(period: Period, now = new Date()): string {
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate() - (DAYS[period] - 1));
  return start.toISOString();
}
