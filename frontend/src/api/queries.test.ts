import { MutationObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { Problem, Unreachable } from './problem';
import { createQueries } from './queries';

const LOST = new Unreachable('nothing came');
const problemOf = (kind: string, status: number) =>
  new Problem({ type: `urn:problem:${kind}`, title: kind, status, detail: kind });

test('a write without an answer is never sent again by itself', async () => {
  const write = vi.fn(() => Promise.reject(LOST));
  const observer = new MutationObserver(createQueries(vi.fn()), { mutationFn: write });
  await expect(observer.mutate()).rejects.toBe(LOST);
  expect(write).toHaveBeenCalledTimes(1);
});

test.each([
  ['without an answer', LOST, 3],
  ['that is refused', problemOf('not-found', 404), 1],
])('a read %s is asked for so often: %o, %i', async (_, error, times) => {
  const read = vi.fn(() => Promise.reject(error));
  const queries = createQueries(vi.fn());
  await expect(queries.query({ queryKey: ['stock'], queryFn: read, retryDelay: 1 })).rejects.toBe(error);
  expect(read).toHaveBeenCalledTimes(times);
});

test('an answer that nobody is signed in is told, whoever asked', async () => {
  const onSessionEnd = vi.fn();
  const queries = createQueries(onSessionEnd);
  const refused = () => Promise.reject(problemOf('sign-in-required', 401));
  await queries.query({ queryKey: ['stock'], queryFn: refused }).catch(() => undefined);
  await new MutationObserver(queries, { mutationFn: refused }).mutate().catch(() => undefined);
  expect(onSessionEnd).toHaveBeenCalledTimes(2);
});
