import { apiOrigin } from './origin';
import { OtherUser, Problem, problemOf, Unreachable } from './problem';
import type { components } from './schema';

type Session = components['schemas']['SessionShape'];

/** What writes carry so that no other site can forge them. It says nothing of who somebody is. */
let token: string | undefined;
/** The number of the user whose pages these are, if somebody is signed in in them. */
let owner: number | undefined;

/** Keep the token that the latest session came with, and whose that is. */
export function keepToken({ csrf_token, user }: Session): void {
  token = csrf_token;
  owner = user?.id;
}

/** Know of no session any more. */
export function forgetToken(): void {
  token = undefined;
  owner = undefined;
}

/**
 * The token of the present session, asked for where none is known yet or `anew`; or a `Problem`, or `Unreachable`.
 *
 * Where another tab has signed in somebody else since, that is thrown: what this page writes would be written in their
 * name. The way in and the way out work for `anybody`.
 */
export async function writeToken({ anew = false, anybody = false } = {}): Promise<string> {
  if (token !== undefined && !anew) return token;
  const { csrf_token, user } = await askedSession();
  const isOther = owner !== undefined && user && user.id !== owner;
  if (isOther && !anybody) throw new OtherUser();
  if (!isOther) token = csrf_token;
  return csrf_token;
}

async function askedSession(): Promise<Session> {
  try {
    const answer = await fetch(`${apiOrigin()}/api/v1/session`, { credentials: 'include' });
    if (!answer.ok) throw await problemOf(answer);
    return (await answer.json()) as Session;
  } catch (error) {
    throw error instanceof Problem ? error : new Unreachable(String(error));
  }
}
