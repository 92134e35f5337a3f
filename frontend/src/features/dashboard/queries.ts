import { LIMITS } from '@/api/limits';
import { queryOptions } from '@tanstack/react-query';
import { api, content } from '@/api/client';

export const DAYS = 14;
const LATEST = 6;

/** What the stock is worth, over all locations and at each. */
export const valuationQuery = queryOptions({
  queryKey: ['stock', 'valuation'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/stock/valuation', { signal })),
});

/** Products at or below their reorder point, those first of which the smallest part is left. */
export const lowQuery = queryOptions({
  queryKey: ['stock', 'low'],
  queryFn: async ({ signal }) => {
    // Whoever has more needs the export, not a dashboard.
    const query = { limit: LIMITS.page };
    const page = await content(api.GET('/api/v1/stock/low', { signal, params: { query } }));
    const left = ({ quantity, reorder_point }: { quantity: number; reorder_point: number }) =>
      quantity / reorder_point;
    return {
      items: page.items.toSorted((one, other) => left(one) - left(other)),
      isWhole: page.next === null,
    };
  },
});

/** How many movements of each kind there were on each of the last days, as days are counted where the user is. */
export const activityQuery = queryOptions({
  queryKey: ['stock', 'activity', DAYS],
  queryFn: async ({ signal }) => {
    const query = { days: DAYS, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    return (await content(api.GET('/api/v1/stock/activity', { signal, params: { query } }))).items;
  },
});

/** The last lines of the ledger. */
export const latestQuery = queryOptions({
  queryKey: ['stock', 'movements', 'latest'],
  queryFn: async ({ signal }) => {
    const query = { limit: LATEST };
    return (await content(api.GET('/api/v1/stock/movements', { signal, params: { query } }))).items;
  },
});
