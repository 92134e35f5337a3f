import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { productSearch, type ProductSearch } from '../search';

/** A change of the search; `undefined` takes something out of it. */
export type SearchChange = { [Part in keyof ProductSearch]: ProductSearch[Part] | undefined };

interface ProductSearchState {
  search: ProductSearch;
  /** Changes the address; `replace` leaves no step for the back button, as is right while something is typed. */
  change: (change: SearchChange, options?: { replace: boolean }) => void;
}

/** What the list is asked for, which is kept in the address and nowhere else. */
export function useProductSearch(): ProductSearchState {
  const given = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = useMemo(() => productSearch(given), [given]);
  const change = useCallback(
    (changed: SearchChange, { replace } = { replace: false }) => {
      void navigate({
        to: '.',
        search: (last: Record<string, unknown>) => productSearch({ ...last, ...changed }),
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return { search, change };
}
