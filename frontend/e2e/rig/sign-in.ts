import { request, type APIRequestContext } from '@playwright/test';
import type { Addresses } from './rig.ts';

export type Role = 'viewer' | 'clerk' | 'manager' | 'admin';
export const PASSWORD = 'try-the-inventory';

export type State = Awaited<ReturnType<APIRequestContext['storageState']>>;

const kept = new Map<string, Promise<State>>();

export function emailOf(role: Role): string {
  return `${role}@inventory.example`;
}

/** The cookies of somebody of that role, who signs in once for all tests of a process. */
export async function signedIn({ site, api }: Addresses, role: Role): Promise<State> {
  const key = `${api} ${role}`;
  const state = kept.get(key) ?? signIn(site, api, role);
  kept.set(key, state);
  return state;
}

async function signIn(site: string, api: string, role: Role): Promise<State> {
  const visitor = await request.newContext({
    baseURL: api,
    extraHTTPHeaders: { Origin: site },
    // Else it has the cookies of the test that is going on, and would end that session with its own.
    storageState: { cookies: [], origins: [] },
  });
  try {
    const session = (await (await visitor.get('/api/v1/session')).json()) as { csrf_token: string };
    const answer = await visitor.post('/api/v1/session', {
      headers: { 'X-CSRFToken': session.csrf_token },
      data: { email: emailOf(role), password: PASSWORD },
    });
    if (!answer.ok()) throw new Error(`${role} cannot sign in: ${await answer.text()}`);
    return await visitor.storageState();
  } finally {
    await visitor.dispose();
  }
}
