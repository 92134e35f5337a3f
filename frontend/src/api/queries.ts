import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing, isProblem } from './problem';

const ATTEMPTS = 2;

/**
 * What is asked for once and kept. Reads are tried again where that may help; writes never by themselves.
 *
 * @param onSessionEnd called when the API no longer knows who somebody is.
 */
export function createQueries(onSessionEnd: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isProblem(error, 'sign-in-required')) onSessionEnd();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < ATTEMPTS && isPassing(error),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** One page of a list by keyset. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** Every item of a list that is known to be short enough for a menu. */
export async function everyItem<Item>(
  page: (after: string | undefined) => Promise<{ items: Item[]; next?: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const found = await page(after);
    items.push(...found.items);
    after = found.next ?? undefined;
  } while (after !== undefined);
  return items;
}
