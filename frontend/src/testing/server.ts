import { setupServer } from 'msw/node';
import { http, HttpResponse, type HttpResponseResolver } from 'msw';
import type { paths } from '@/api/schema';
import type { Role, User } from '@/api/shapes';

/** Stands in for the API; a test says what it answers, and anything else that is asked for fails the test. */
export const server = setupServer();

type Method = 'get' | 'post' | 'patch' | 'delete';

/** Answer at an address of the API (`/api/v1/products/:id`) until the end of the test. */
export function answer(
  method: Method,
  path: keyof paths | `/api/v1/${string}`,
  resolver: HttpResponseResolver | object,
): void {
  const respond =
    typeof resolver === 'function'
      ? (resolver as HttpResponseResolver)
      : () => HttpResponse.json(resolver as never);
  server.use(http[method](`${window.location.origin}${path}`, respond));
}

/** A problem as the API tells it. */
export function problem(
  kind: string,
  status: number,
  more: { title?: string; detail?: string; errors?: object[]; total?: number } = {},
): Response {
  return HttpResponse.json(
    { type: `urn:problem:${kind}`, title: kind, status, detail: `${kind}.`, request_id: 'r-1', ...more },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}

/** A signed-in user of a role. */
export function userOf(role: Role): User {
  return { id: 7, email: `${role}@inventory.example`, name: `Ana ${role}`, role };
}

/** Let somebody of a role be signed in, or nobody. */
export function signedInAs(role: Role | null): void {
  answer('get', '/api/v1/session', { user: role && userOf(role), csrf_token: 'token' });
}
