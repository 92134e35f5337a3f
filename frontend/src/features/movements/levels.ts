import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, content } from '@/api/client';
import { everyItem } from '@/api/queries';

const MOST = 200; // items of a page of the API

function levelsQuery(productId: number) {
  return queryOptions({
    queryKey: ['stock', 'levels', 'of', productId],
    staleTime: 0, // others record too
    queryFn: ({ signal }) =>
      everyItem((after) => {
        const query = { product_id: productId, limit: MOST, ...(after !== undefined && { after }) };
        return content(api.GET('/api/v1/stock/levels', { signal, params: { query } }));
      }),
  });
}

/** How much there is of a product where. */
export interface Levels {
  /** Of a location, or undefined where it is not known. */
  at: (locationId: number | null) => number | undefined;
  /** Whether there ever was any at a location. */
  isKnownAt: (locationId: number) => boolean;
  isFetching: boolean;
  hasFailed: boolean;
}

/** How much there is of a product at each location, as of now. */
export function useLevels(productId: number | null): Levels {
  const { data, isFetching, isError } = useQuery({
    ...levelsQuery(productId ?? 0),
    enabled: productId !== null,
  });
  const levels = productId === null ? undefined : data;
  const found = (locationId: number) => levels?.find((level) => level.location_id === locationId);
  return {
    at: (locationId) =>
      locationId === null || levels === undefined ? undefined : (found(locationId)?.quantity ?? 0),
    isKnownAt: (locationId) => found(locationId) !== undefined,
    isFetching,
    hasFailed: isError,
  };
}
