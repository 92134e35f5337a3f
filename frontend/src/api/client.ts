import createClient, { type Middleware } from 'openapi-fetch';
import { apiOrigin } from './origin';
import { isProblem, Problem, problemOf, Unreachable } from './problem';
import type { paths } from './schema';
import { writeToken } from './token';

const TOKEN = 'X-CSRFToken';

/** Ask, and ask once more where another tab has signed in since and the token has changed with it. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await reach(request);
  if (!request.headers.has(TOKEN) || response.status !== 403) return response;
  if (!isProblem(await problemOf(response.clone()), 'csrf')) return response;
  const anybody = new URL(again.url).pathname.startsWith('/api/v1/session');
  again.headers.set(TOKEN, await writeToken({ anew: true, anybody }));
  return reach(again);
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new Unreachable(error instanceof Error ? error.message : String(error));
  }
}

const manners: Middleware = {
  async onRequest({ request }) {
    request.headers.set('Accept-Language', document.documentElement.lang);
    if (request.method !== 'GET') request.headers.set(TOKEN, await writeToken());
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
};

/** The API by its description; what is not carried out is thrown as `Problem` or `Unreachable`. */
export const api = createClient<paths>({ baseUrl: apiOrigin(), credentials: 'include', fetch: send });
api.use(manners);

/** The content of an answer, which is there since all else has been thrown. */
export async function content<Data>(answer: Promise<{ data?: Data }>): Promise<NonNullable<Data>> {
  const { data } = await answer.catch((error: unknown) => {
    // What is no answer of the API, or only a part of one, cannot be read.
    const isKnown = error instanceof Problem || error instanceof Unreachable || isAborted(error);
    throw isKnown ? error : new Unreachable(String(error));
  });
  if (data === undefined || data === null) throw new Unreachable('the answer is empty');
  return data;
}

function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
