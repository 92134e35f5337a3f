import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, content } from '@/api/client';
import { everyItem } from '@/api/queries';
import type { components } from '@/api/schema';
import type { User } from '@/api/shapes';
import { sessionQuery, useUser } from '@/session/session';

type Schemas = components['schemas'];

export type Account = Schemas['AccountShape'];

/** Every user, by name. */
export const accountsQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) =>
    everyItem((query) => content(api.GET('/api/v1/users', { signal, params: { query } }))),
});

/** Adds a user, who can sign in at once. */
export function useAddAccount() {
  return useAccountWrite((body: Schemas['UserForm']) => content(api.POST('/api/v1/users', { body })));
}

/** Changes the given fields of a user. */
export function useChangeAccount() {
  return useAccountWrite(({ id, ...body }: Schemas['UserChanges'] & { id: number }) =>
    content(api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body })),
  );
}

/** Puts a user out of use, which ends their sessions, or back into use. */
export function useActivateAccount() {
  return useAccountWrite(({ id, active }: { id: number; active: boolean }) =>
    content(api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: { active } })),
  );
}

function useAccountWrite<Values>(write: (values: Values) => Promise<Account>) {
  const queries = useQueryClient();
  const user = useUser();
  return useMutation({
    mutationFn: write,
    onSuccess: ({ id, email, name, role }) => {
      // The name of whoever is signed in stands on every page.
      if (id === user.id) {
        const self: User = { id, email, name, role };
        queries.setQueryData<User | null>(sessionQuery.queryKey, self);
      }
      return queries.invalidateQueries({ queryKey: accountsQuery.queryKey });
    },
  });
}
