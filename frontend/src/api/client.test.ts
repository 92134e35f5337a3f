import { HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { answer, problem, signedInAs, userOf } from '@/testing/server';
import { api, content } from './client';
import { isPassing, Problem, Unreachable } from './problem';
import { keepToken } from './token';

const category = { id: 1, name: 'Cables' };
const create = () => content(api.POST('/api/v1/categories', { body: { name: 'Cables' } }));

test('a write carries the token of the session and the language of the page', async () => {
  signedInAs('manager');
  document.documentElement.lang = 'es';
  let sent: Headers | undefined;
  answer('post', '/api/v1/categories', ({ request }) => {
    sent = request.headers;
    return HttpResponse.json(category, { status: 201 });
  });
  expect(await create()).toEqual(category);
  expect(sent?.get('X-CSRFToken')).toBe('token');
  expect(sent?.get('Accept-Language')).toBe('es');
});

test('a token that another tab has replaced is asked for anew, and the write sent once more', async () => {
  keepToken({ user: null, csrf_token: 'older' });
  answer('get', '/api/v1/session', { user: null, csrf_token: 'newer' });
  const tokens: (string | null)[] = [];
  answer('post', '/api/v1/categories', ({ request }) => {
    const token = request.headers.get('X-CSRFToken');
    tokens.push(token);
    return token === 'newer' ? HttpResponse.json(category, { status: 201 }) : problem('csrf', 403);
  });
  expect(await create()).toEqual(category);
  expect(tokens).toEqual(['older', 'newer']);
});

test.each([
  ['nothing answers', () => HttpResponse.error(), Unreachable],
  ['the API is not itself', () => problem('failed', 503), Problem],
])('where %s when the new token is asked for, that is told', async (_, respond, kind) => {
  keepToken({ user: null, csrf_token: 'older' });
  answer('get', '/api/v1/session', respond);
  answer('post', '/api/v1/categories', () => problem('csrf', 403));
  const error = await create().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(kind);
  expect(isPassing(error)).toBe(true);
});

test('a forgery that stays one is told after a second attempt', async () => {
  signedInAs('manager');
  let attempts = 0;
  answer('post', '/api/v1/categories', () => {
    attempts += 1;
    return problem('csrf', 403);
  });
  await expect(create()).rejects.toThrow(Problem);
  expect(attempts).toBe(2);
});

test('a problem keeps what the API says about each field', async () => {
  signedInAs('manager');
  const errors = [{ in: 'body', field: 'name', code: 'string_too_long', message: 'Use fewer.' }];
  answer('post', '/api/v1/categories', () => problem('invalid', 422, { errors }));
  const error = await create().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ kind: 'invalid', status: 422, byField: { name: 'Use fewer.' } });
});

test.each([
  ['nothing answers', () => HttpResponse.error()],
  ['somebody before the API answers', () => new HttpResponse('<h1>Bad gateway</h1>', { status: 502 })],
])('where %s, nobody knows whether it was written', async (_, respond) => {
  signedInAs('manager');
  answer('post', '/api/v1/categories', respond);
  const error = await create().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Unreachable);
  expect(isPassing(error)).toBe(true);
});

test.each([
  ['somebody on the way answers in their place', () => new HttpResponse('<h1>Welcome to our network</h1>')],
  ['a part of the answer is lost', () => new HttpResponse('{"id": 1, "na')],
  ['there is a problem that says nothing', () => problemWithoutWords()],
])('where %s, that is no answer', async (_, respond) => {
  signedInAs('manager');
  answer('get', '/api/v1/categories', respond);
  await expect(content(api.GET('/api/v1/categories'))).rejects.toBeInstanceOf(Unreachable);
});

test.each([
  ['manager', 'nothing is written in their name', 0],
  ['clerk', 'it is written', 1],
] as const)('where another tab has signed in a %s since, %s', async (role, _, written) => {
  const numbers = { clerk: 7, manager: 8 };
  keepToken({ user: userOf('clerk'), csrf_token: 'older' });
  const user = { ...userOf(role), id: numbers[role] };
  answer('get', '/api/v1/session', { user, csrf_token: 'newer' });
  let count = 0;
  answer('post', '/api/v1/categories', ({ request }) => {
    if (request.headers.get('X-CSRFToken') !== 'newer') return problem('csrf', 403);
    count += 1;
    return HttpResponse.json(category, { status: 201 });
  });
  const outcomes = [await outcomeOf(create()), await outcomeOf(create())];
  expect(new Set(outcomes)).toEqual(new Set([written === 1 ? 'written' : 'sign-in-required']));
  expect(count).toBe(2 * written);
});

test('where another tab has signed in somebody else, one can still sign in here', async () => {
  keepToken({ user: userOf('clerk'), csrf_token: 'older' });
  answer('get', '/api/v1/session', { user: { ...userOf('manager'), id: 8 }, csrf_token: 'newer' });
  answer('post', '/api/v1/session', ({ request }) =>
    request.headers.get('X-CSRFToken') === 'newer'
      ? HttpResponse.json({ user: userOf('clerk'), csrf_token: 'newest' })
      : problem('csrf', 403),
  );
  const body = { email: 'clerk@inventory.example', password: 'secret' };
  expect(await content(api.POST('/api/v1/session', { body }))).toMatchObject({ csrf_token: 'newest' });
});

function problemWithoutWords(): Response {
  return HttpResponse.json({}, { status: 500, headers: { 'Content-Type': 'application/problem+json' } });
}

function outcomeOf(write: Promise<unknown>): Promise<string> {
  return write.then(
    () => 'written',
    (error: unknown) => (error instanceof Problem ? error.kind : 'unknown'),
  );
}
