import {
  queryOptions,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
  type QueryClient,
} from '@tanstack/react-query';
import { api, content } from '@/api/client';
import type { Role, Session, User } from '@/api/shapes';
import { forgetToken, keepToken } from '@/api/token';
import { tabShelf } from '@/language/shelf';

/** From the least to the most that one may do. */
export const ROLES: readonly Role[] = ['viewer', 'clerk', 'manager', 'admin'];

/** Who is signed in, if anybody; asked for once, then kept until it changes here or proves wrong. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => kept(await content(api.GET('/api/v1/session', { signal }))),
  staleTime: Infinity,
  gcTime: Infinity,
  // Without it there is no page that could say that the device is offline.
  networkMode: 'always',
});

function kept(session: Session): User | null {
  keepToken(session);
  return session.user ?? null;
}

/** Who is signed in at this moment, asked without any change of what the pages show. */
export async function askWhoIsSignedIn(): Promise<User | null> {
  return (await content(api.GET('/api/v1/session'))).user;
}

/** The signed-in user, on pages that nobody else gets to see. */
export function useUser(): User {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('useUser is for pages behind the sign-in');
  return data;
}

/** Whether anybody is signed in. */
export function useIsSignedIn(): boolean {
  return useSuspenseQuery(sessionQuery).data !== null;
}

/** Whether a role may do what is for the role `least` and those above it. */
export function mayAs(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Whether the signed-in user may do what is for that role and those above it. */
export function useMay(least: Role): boolean {
  return mayAs(useUser().role, least);
}

/** Sign in; who that is stands in the session afterwards. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: { email: string; password: string }) =>
      kept(await content(api.POST('/api/v1/session', { body }))),
    onSuccess: (user) => {
      queries.setQueryData(sessionQuery.queryKey, user);
    },
  });
}

/** Sign out, here or on every device, and forget everything that was asked for. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ everywhere }: { everywhere: boolean }) =>
      api.DELETE(everywhere ? '/api/v1/session/everywhere' : '/api/v1/session'),
    onSuccess: () => forget(queries),
  });
}

/** Leave nothing of a user behind for the next one at this device. */
function forget(queries: QueryClient): void {
  tabShelf.clear();
  forgetToken();
  // It is changed rather than taken away, so that all who look at it learn of it at once.
  queries.setQueryData(sessionQuery.queryKey, null);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  queries.getMutationCache().clear();
}
