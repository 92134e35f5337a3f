import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { render as renderInto, screen } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import { Suspense, type ReactNode } from 'react';
import { createQueries } from '@/api/queries';
import type { Role } from '@/api/shapes';
import { LanguageProvider } from '@/language/language';
import { sessionQuery } from '@/session/session';
import { ToastProvider } from '@/ui/toast';
import { signedInAs, userOf } from './server';

interface Rendered {
  user: UserEvent;
  /** The address that the page has led to. */
  address: () => string;
}

/** Show a page or a part of one to a signed-in user, with all that is around it in the application.
 *
 * `path` is needed where the page reads parts of its address (`/products/$id`).
 */
export async function render(
  shown: ReactNode,
  { role = 'clerk', at = '/', path = '$' }: { role?: Role; at?: string; path?: string } = {},
): Promise<Rendered> {
  signedInAs(role);
  const queries = createQueries(() => undefined);
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false } });
  queries.setQueryData(sessionQuery.queryKey, userOf(role));
  const root = createRootRoute({ component: Outlet });
  const page = createRoute({
    getParentRoute: () => root,
    path,
    component: () => <Suspense>{shown}</Suspense>,
  });
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: [at] }),
    // A page that is left for an address that the test has no page for.
    defaultNotFoundComponent: () => null,
  });
  renderInto(
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <ToastProvider>
          <RouterProvider router={router} />
          <span data-testid="ready" />
        </ToastProvider>
      </QueryClientProvider>
    </LanguageProvider>,
  );
  await screen.findByTestId('ready');
  await router.load();
  return { user: userEvent.setup(), address: () => router.state.location.href };
}
