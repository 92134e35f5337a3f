import { useQuery } from '@tanstack/react-query';
import { levelsQuery } from '@/catalogue/queries';

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
    staleTime: 0, // others record too
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
