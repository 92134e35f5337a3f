import { beforeEach, expect, test, vi } from 'vitest';
import { answer, problem, signedInAs } from '@/testing/server';
import { isProblem, Unreachable } from './problem';
import { writeToken } from './token';
import { uploadImport, type UploadProgress } from './upload';

const REPORT = { import_id: 'i', dry_run: false, rows: 3, created: 1, changed: 2, unchanged: 0 };

const lines = (...events: object[]) =>
  new Response(events.map((event) => `${JSON.stringify(event)}\n`).join(''), {
    headers: { 'Content-Type': 'application/x-ndjson' },
  });

beforeEach(async () => {
  signedInAs('manager');
  await writeToken({ anew: true });
  document.documentElement.lang = 'es';
});

function send({ signal = new AbortController().signal, seen = [] as UploadProgress[] } = {}) {
  return uploadImport({
    path: '/api/v1/imports/products',
    dryRun: false,
    file: new Blob(['sku\nA\n']),
    key: 'k-1',
    signal,
    onProgress: (progress) => seen.push(progress),
  });
}

test('sends the file as the body, with the manners of the client', async () => {
  let sent: unknown;
  answer('post', '/api/v1/imports/products', async ({ request }) => {
    const named = ['content-type', 'idempotency-key', 'x-csrftoken', 'accept-language'];
    sent = {
      url: request.url,
      headers: named.map((name) => request.headers.get(name)),
      body: await request.text(),
    };
    return lines({ event: 'progress', done: 0, rows: 3 }, { event: 'done', ...REPORT });
  });
  const seen: UploadProgress[] = [];
  expect(await send({ seen })).toMatchObject(REPORT);
  expect(sent).toEqual({
    url: `${window.location.origin}/api/v1/imports/products?dry_run=false`,
    headers: ['text/csv', 'k-1', 'token', 'es'],
    body: 'sku\nA\n',
  });
  expect(seen).toContainEqual({ stage: 'sending', done: 6, of: 6 });
});

test('asks for a new token once where another tab has changed it', async () => {
  let attempts = 0;
  answer('post', '/api/v1/imports/products', ({ request }) => {
    attempts += 1;
    const isKnown = request.headers.get('x-csrftoken') === 'newer';
    return isKnown ? lines({ event: 'done', ...REPORT }) : problem('csrf', 403);
  });
  answer('get', '/api/v1/session', { user: null, csrf_token: 'newer' });
  expect(await send()).toMatchObject(REPORT);
  expect(attempts).toBe(2);
});

test('throws what the API says, before it begins to write and while it writes', async () => {
  answer('post', '/api/v1/imports/products', () => problem('busy', 409, { detail: 'Try again.' }));
  await expect(send()).rejects.toThrow('Try again.');

  const told = {
    type: 'urn:problem:took-too-long',
    title: 'It took too long',
    status: 503,
    detail: 'Narrow it.',
  };
  answer('post', '/api/v1/imports/products', () => lines({ event: 'failed', problem: told }));
  await expect(send()).rejects.toSatisfy((error) => isProblem(error, 'took-too-long'));
});

test('knows of no outcome where the answer ends early or does not come', async () => {
  answer('post', '/api/v1/imports/products', () => lines({ event: 'progress', done: 1, rows: 3 }));
  await expect(send()).rejects.toBeInstanceOf(Unreachable);
  answer('post', '/api/v1/imports/products', () => Response.error());
  await expect(send()).rejects.toBeInstanceOf(Unreachable);
  answer('post', '/api/v1/imports/products', () => new Response('<h1>504</h1>', { status: 504 }));
  await expect(send()).rejects.toBeInstanceOf(Unreachable);
});

test('stops when it is told to', async () => {
  const arrived = vi.fn();
  answer('post', '/api/v1/imports/products', () => {
    arrived();
    return new Promise<Response>(() => undefined);
  });
  const controller = new AbortController();
  const sending = send({ signal: controller.signal });
  await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
  controller.abort();
  await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
});
