import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Role } from '@/api/shapes';
import { render } from '@/testing/render';
import { answer, problem } from '@/testing/server';
import { MovementsPage } from './movements-page';

const line = (id: number, more: object = {}) => ({
  id,
  act_id: `act-${String(id)}`,
  kind: 'receipt',
  product_id: 5,
  sku: 'B-1',
  product: 'Bolt M8',
  location_id: 1,
  location: 'A',
  change: 5,
  balance: 17,
  reason: '',
  user: 'Ana',
  created_at: '2026-11-29T10:00:00Z',
  ...more,
});

/** The ledger by pages; keeps what it was asked. */
function ledger(...pages: object[][]): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  answer('get', '/api/v1/locations', {
    items: [{ id: 1, code: 'A', name: 'Main', active: true }],
    next: null,
  });
  answer('get', '/api/v1/products/:id', { id: 5, sku: 'B-1', name: 'Bolt M8', active: true });
  answer('get', '/api/v1/stock/movements', ({ request }) => {
    const query = new URL(request.url).searchParams;
    asked.push(query);
    const page = Number(query.get('after') ?? 0);
    return Response.json({
      items: pages[page] ?? [],
      next: page + 1 < pages.length ? String(page + 1) : null,
    });
  });
  return asked;
}

const open = (search = '', role: Role = 'clerk') =>
  render(<MovementsPage />, { role, path: '/movements', at: `/movements${search}` });
const rows = async () => (await screen.findAllByRole('row')).slice(1);

test('shows what moved, with both ends of a transfer', async () => {
  const transfer = { kind: 'transfer', act_id: 'one' };
  ledger([
    line(3, { ...transfer, location: 'B', change: 2, balance: 2 }),
    line(2, { ...transfer, change: -2, balance: 15, reason: 'Shelf' }),
    line(1),
  ]);
  await open();
  const [arrived, left, received] = await rows();
  expect(arrived).toHaveTextContent(/Transfer.*B.*from A.*\+2/);
  expect(left).toHaveTextContent(/Transfer.*A.*to B.*-2.*15.*Ana.*Shelf/);
  expect(received).toHaveTextContent(/Receipt/);
  expect(screen.getAllByRole('link', { name: 'Bolt M8' })[0]).toHaveAttribute('href', '/products/5');
});

test('goes on where there is more', async () => {
  ledger([line(3), line(2)], [line(1)]);
  const { user } = await open();
  expect(await screen.findByText('2 lines shown')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('That is all: 3 lines.')).toBeInTheDocument();
});

test('is narrowed down by the address, which the filters and the export follow', async () => {
  const asked = ledger([line(1)]);
  const { user, address } = await open('?kind=receipt&product=5&period=week&location=1&other=x');
  await rows();
  const since = asked[0]?.get('since') ?? '';
  expect(new Date(since).getHours()).toBe(0);
  expect(Object.fromEntries(asked[0] ?? [])).toEqual({
    kind: 'receipt',
    product_id: '5',
    location_id: '1',
    limit: '50',
    since,
  });
  const exported = new URL(screen.getByRole('link', { name: 'Export' }).getAttribute('href') ?? '');
  expect(exported.pathname).toBe('/api/v1/exports/movements');
  expect(Object.fromEntries(exported.searchParams)).toEqual({
    kind: 'receipt',
    product_id: '5',
    location_id: '1',
    since,
    separator: 'comma',
    language: 'en',
  });
  await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Issue');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Period' }), 'All time');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Location' }), 'All locations');
  await waitFor(() => expect(address()).toBe('/movements?kind=issue&product=5'));
  await waitFor(() => expect(asked.at(-1)?.get('kind')).toBe('issue'));
});

test('says that nothing matches, and shows everything again', async () => {
  ledger();
  const { user, address } = await open('?kind=count');
  await user.click(await screen.findByRole('button', { name: 'Clear the filters' }));
  expect(await screen.findByText('Nothing has moved yet.')).toBeInTheDocument();
  expect(address()).toBe('/movements');
});

test('says why it is not there, and asks again', async () => {
  ledger([line(1)]);
  const { user } = await open('', 'viewer');
  await rows();
  expect(screen.queryByRole('link', { name: 'Record a movement' })).not.toBeInTheDocument();
  answer('get', '/api/v1/stock/movements', () => problem('unavailable', 503));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Issue');
  expect(await screen.findByRole('alert')).toHaveTextContent('unavailable.');
  ledger([line(1)]);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await rows()).toHaveLength(1);
});

test('speaks Spanish, and exports as spreadsheets in Spanish read it', async () => {
  localStorage.setItem('language', 'es');
  ledger([line(1)]);
  await open();
  expect(await screen.findByText('Entrada', { selector: 'span' })).toBeInTheDocument();
  expect(screen.getByRole('columnheader', { name: 'Saldo' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Exportar' })).toHaveAttribute(
    'href',
    expect.stringContaining('separator=semicolon'),
  );
});
