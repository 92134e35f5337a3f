import { expect, test } from 'vitest';
import { createQueries } from '@/api/queries';
import { answer } from '@/testing/server';
import { historyQuery } from './queries';

test('days are counted where the user is', async () => {
  let asked: URLSearchParams | undefined;
  answer('get', '/api/v1/stock/history', ({ request }) => {
    asked = new URL(request.url).searchParams;
    return Response.json({ items: [] });
  });
  await createQueries(() => undefined).query(historyQuery(5, 30));
  expect(asked?.get('time_zone')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});
