import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Problem, Unreachable } from '@/api/problem';
import { useMayBeOwn } from './use-may-be-own';

const problemOf = (kind: string) =>
  new Problem({ type: `urn:problem:${kind}`, title: kind, status: 409, detail: kind });
const LOST = new Unreachable('nothing came');
const TAKEN = problemOf('duplicate');

test.each([
  ['an attempt without an answer', [LOST, null, TAKEN], true],
  ['an answer that was a refusal', [problemOf('invalid'), null, TAKEN], false],
  ['nothing', [TAKEN], false],
])('after %s, what is there already may be its own: %o, %s', (_, errors: (Error | null)[], expected) => {
  const { result, rerender } = renderHook(({ error }) => useMayBeOwn(error), {
    initialProps: { error: null as Error | null },
  });
  for (const error of errors) rerender({ error });
  expect(result.current).toBe(expected);
});
