import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { isKind } from '@/catalogue/kinds';
import { historySearch, recordSearch } from '@/features/movements/search';
import { productSearch } from '@/features/products/search';
import { sessionQuery } from '@/session/session';
import { Loading } from '@/ui/loading';
import { FailedPage, FailedStart, MissingPage, WaitingPage } from './failure-pages';
import { part } from './part';
import { SignedIn } from './signed-in';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  errorComponent: FailedStart,
  notFoundComponent: MissingPage,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  pendingComponent: WaitingPage,
  validateSearch: ({ to }): { to?: string } => (isOwnPath(to) ? { to } : {}),
  beforeLoad: async ({ context, search }) => {
    if (await context.queries.query({ ...sessionQuery, staleTime: 'static' }))
      throw redirect({ to: search.to ?? '/' });
  },
  component: part(() => import('./sign-in-route'), 'SignInRoute'),
});

/** A path of this application; else a link could lead whoever signs in to a stranger. */
function isOwnPath(to: unknown): to is string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in');
}

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  pendingComponent: WaitingPage,
  beforeLoad: async ({ context, location }) => {
    if (await context.queries.query({ ...sessionQuery, staleTime: 'static' })) return;
    throw redirect({
      to: '/sign-in',
      search: location.href === '/' ? {} : { to: location.href },
      replace: true,
    });
  },
  component: SignedIn,
});

const dashboard = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: part(() => import('@/features/dashboard/dashboard-page'), 'DashboardPage'),
});

const products = createRoute({
  getParentRoute: () => signedIn,
  path: '/products',
  validateSearch: productSearch,
  component: part(() => import('@/features/products/products-page'), 'ProductsPage'),
});

const newProduct = createRoute({
  getParentRoute: () => signedIn,
  path: '/products/new',
  component: part(() => import('@/features/products/new-product-page'), 'NewProductPage'),
});

const product = createRoute({
  getParentRoute: () => signedIn,
  path: '/products/$id',
  loader: ({ params }) => refuseNoNumber(params.id),
  notFoundComponent: MissingPage,
  component: part(() => import('@/features/products/product-page'), 'ProductPage'),
});

const editProduct = createRoute({
  getParentRoute: () => signedIn,
  path: '/products/$id/edit',
  loader: ({ params }) => refuseNoNumber(params.id),
  notFoundComponent: MissingPage,
  component: part(() => import('@/features/products/edit-product-page'), 'EditProductPage'),
});

/**
 * What is no number names nothing, and the API need not be asked.
 *
 * It is for loaders: what `beforeLoad` does not find is told without the frame.
 */
function refuseNoNumber(id: string): void {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw notFound();
}

const movements = createRoute({
  getParentRoute: () => signedIn,
  path: '/movements',
  validateSearch: historySearch,
  component: part(() => import('@/features/movements/movements-page'), 'MovementsPage'),
});

const record = createRoute({
  getParentRoute: () => signedIn,
  path: '/movements/new/$kind',
  validateSearch: recordSearch,
  loader: ({ params }) => {
    if (!isKind(params.kind)) throw notFound();
  },
  notFoundComponent: MissingPage,
  component: part(() => import('@/features/movements/record-page'), 'RecordPage'),
});

const files = createRoute({
  getParentRoute: () => signedIn,
  path: '/files',
  component: part(() => import('@/features/files/files-page'), 'FilesPage'),
});

const suppliers = createRoute({
  getParentRoute: () => signedIn,
  path: '/suppliers',
  component: part(() => import('@/features/suppliers/suppliers-page'), 'SuppliersPage'),
});

const locations = createRoute({
  getParentRoute: () => signedIn,
  path: '/locations',
  component: part(() => import('@/features/locations/locations-page'), 'LocationsPage'),
});

const categories = createRoute({
  getParentRoute: () => signedIn,
  path: '/categories',
  component: part(() => import('@/features/categories/categories-page'), 'CategoriesPage'),
});

const users = createRoute({
  getParentRoute: () => signedIn,
  path: '/users',
  component: part(() => import('@/features/users/users-page'), 'UsersPage'),
});

const about = createRoute({
  getParentRoute: () => signedIn,
  path: '/about',
  component: part(() => import('@/features/about/about-page'), 'AboutPage'),
});

const missing = createRoute({
  getParentRoute: () => signedIn,
  path: '$',
  component: MissingPage,
});

const pages = [
  dashboard,
  products,
  newProduct,
  product,
  editProduct,
  movements,
  record,
  files,
  suppliers,
  locations,
  categories,
  users,
  about,
  missing,
];
const routes = root.addChildren([signIn, signedIn.addChildren(pages)]);

/** Which page stands at which address. */
export function createRoutes(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: MissingPage,
    scrollRestoration: true,
    // Else a route would see what its own check has refused.
    search: { strict: true },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createRoutes>;
  }
}
