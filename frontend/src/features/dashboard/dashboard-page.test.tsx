import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { render } from '@/testing/render';
import { answer, problem } from '@/testing/server';
import { DashboardPage } from './dashboard-page';

const day = (date: string, receipt: number, issue: number) => ({
  day: date,
  receipt,
  issue,
  transfer: 1,
  adjustment: 0,
  count: 0,
});

const low = (id: number, name: string, quantity: number, reorder_point: number) => ({
  id,
  sku: `S-${String(id)}`,
  name,
  unit: 'piece',
  supplier_id: null,
  reorder_point,
  quantity,
});

beforeEach(() => {
  answer('get', '/api/v1/stock/valuation', {
    total: '1500.00',
    items: [
      { location_id: 1, location: 'NORTH', products: 2, amount: '500.00' },
      { location_id: 2, location: 'MAIN', products: 4, amount: '1000.00' },
    ],
  });
  answer('get', '/api/v1/stock/low', {
    items: [low(1, 'Cable', 4, 5), low(2, 'Mouse', 0, 5)],
    next: null,
  });
  answer('get', '/api/v1/stock/activity', { items: [day('2026-11-28', 9, 9), day('2026-11-29', 3, 2)] });
  answer('get', '/api/v1/stock/movements', { items: [], next: null });
});

test('tells value, what is low and what moved today', async () => {
  await render(<DashboardPage />);
  expect(await screen.findByText('1,500.00')).toBeVisible();
  expect(screen.getByText('at 2 locations')).toBeVisible();
  expect(await screen.findByText('3 in, 2 out')).toBeVisible();
  expect(screen.getByText('6')).toBeVisible();
});

test('lists what is most urgent first, with a way to receive it', async () => {
  await render(<DashboardPage />);
  const table = await screen.findByRole('table', { name: 'Order next' });
  const names = within(table).getAllByRole('rowheader');
  expect(names.map((name) => within(name).getByRole('link').textContent)).toEqual(['Mouse', 'Cable']);
  expect(within(table).getByRole('link', { name: 'Receive Mouse' })).toHaveAttribute(
    'href',
    '/movements/new/receipt?product=2',
  );
});

test('offers a viewer nothing that a viewer may not do', async () => {
  await render(<DashboardPage />, { role: 'viewer' });
  expect(await screen.findByRole('link', { name: 'Mouse' })).toBeVisible();
  expect(screen.queryByRole('link', { name: /Receive|Record/ })).toBeNull();
});

test('says where there is nothing yet', async () => {
  answer('get', '/api/v1/stock/low', { items: [], next: null });
  await render(<DashboardPage />);
  expect(await screen.findByText(/Nothing is low/)).toBeVisible();
  expect(await screen.findByText(/Nothing has moved yet/)).toBeVisible();
});

test('one part that fails leaves the others, and is tried again when asked', async () => {
  answer('get', '/api/v1/stock/valuation', () => problem('took-too-long', 503));
  const { user } = await render(<DashboardPage />);
  expect(await screen.findByRole('link', { name: 'Mouse' })).toBeVisible();
  const [failure] = await screen.findAllByRole('alert');
  answer('get', '/api/v1/stock/valuation', { total: '7.00', items: [] });
  await user.click(within(failure!).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('7.00')).toBeVisible();
});

test('speaks Spanish with its numbers', async () => {
  localStorage.setItem('language', 'es');
  await render(<DashboardPage />);
  expect(await screen.findByText('1.500,00')).toBeVisible();
  expect(screen.getByText('3 entradas, 2 salidas')).toBeVisible();
});
