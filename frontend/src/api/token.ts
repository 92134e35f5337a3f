import { apiOrigin } from './origin';
import { problemOf, Unreachable } from './problem';
import type { components } from './schema';

/** What writes carry so that no other site can forge them. It says nothing of who somebody is. */
let token: string | undefined;

/** Keep the token that the latest session came with. */
export function keepToken(given: string): void {
  token = given;
}

/** The token of the present session, asked for where none is known yet or `anew`; or a `Problem`, or `Unreachable`. */
export async function writeToken({ anew = false } = {}): Promise<string> {
  if (token === undefined || anew) {
    const answer = await askedSession();
    if (!answer.ok) throw await problemOf(answer);
    token = ((await answer.json()) as components['schemas']['SessionShape']).csrf_token;
  }
  return token;
}

async function askedSession(): Promise<Response> {
  try {
    return await fetch(`${apiOrigin()}/api/v1/session`, { credentials: 'include' });
  } catch (error) {
    throw new Unreachable(String(error));
  }
}
