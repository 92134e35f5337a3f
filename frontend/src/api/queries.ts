import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { LIMITS } from './limits';
import { isPassing, isProblem } from './problem';

const ATTEMPTS = 2;

/** What answers are about: all that is kept of a subject is asked for again when something of it is written. */
type Subject =
  | 'about'
  | 'build'
  | 'categories'
  | 'file'
  | 'locations'
  | 'products'
  | 'session'
  | 'stock'
  | 'suppliers'
  | 'users';

declare module '@tanstack/react-query' {
  interface Register {
    queryKey: readonly [Subject, ...unknown[]];
  }
}

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
  next?: string | null;
}

/** The query for the page after another, or for the first. */
export function pageOf(limit: number, after: string | undefined): { limit: number; after?: string } {
  return { limit, ...(after !== undefined && { after }) };
}

/** Every item of a list that is known to be short enough for a menu, by the queries for its pages. */
export async function everyItem<Item>(
  ask: (page: { limit: number; after?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const found = await ask(pageOf(LIMITS.page, after));
    items.push(...found.items);
    after = found.next ?? undefined;
  } while (after !== undefined);
  return items;
}
