import { onlineManager } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { render } from '@/testing/render';
import { part } from './part';

const TEXT = 'The part';
const found = { Part: () => TEXT };

test('without a connection, a part waits for it', async () => {
  onlineManager.setOnline(false);
  const load = vi.fn(() => Promise.resolve(found));
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
  const Part = part(load, 'Part');
  await render(<Part />);
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(1));
  onlineManager.setOnline(true);
  expect(await screen.findByText(TEXT)).toBeVisible();
  expect(load).toHaveBeenCalledTimes(2);
});

test('a part that is in the cache of the browser needs no connection', async () => {
  onlineManager.setOnline(false);
  const Part = part(() => Promise.resolve(found), 'Part');
  await render(<Part />);
  expect(await screen.findByText(TEXT)).toBeVisible();
});
