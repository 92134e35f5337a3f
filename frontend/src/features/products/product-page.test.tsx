import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Movement, Product, Role } from '@/api/shapes';
import { answerMenus, productOf } from '@/testing/products';
import { render } from '@/testing/render';
import { answer, problem } from '@/testing/server';
import { ProductPage } from './product-page';

const product = productOf(5, { name: 'Cable 2 m', sku: 'CAB-2', barcode: '40123456', reorder_point: 20 });

function movement(id: number, more: Partial<Movement>): Movement {
  return {
    id,
    act_id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    kind: 'receipt',
    product_id: 5,
    location_id: 1,
    change: 12,
    balance: 12,
    reason: '',
    user_id: 7,
    created_at: '2026-11-29T09:30:00Z',
    sku: 'CAB-2',
    product: 'Cable 2 m',
    location: 'MAIN',
    user: 'Ana',
    request_id: 'r',
    ...more,
  };
}

beforeEach(() => {
  answerMenus();
  answer('get', '/api/v1/products/5', product);
  const level = { product_id: 5, sku: 'CAB-2', name: 'Cable 2 m', unit: 'piece', updated_at: '2026-11-29' };
  answer('get', '/api/v1/stock/levels', {
    items: [
      { ...level, location_id: 1, location: 'MAIN', quantity: 12 },
      { ...level, location_id: 2, location: 'SHOP', quantity: 3 },
    ],
    next: null,
  });
  answer('get', '/api/v1/stock/history', ({ request }) => {
    const days = Number(new URL(request.url).searchParams.get('days'));
    const items = [
      { day: '2026-11-28', quantity: days },
      { day: '2026-11-29', quantity: 15 },
    ];
    return HttpResponse.json({ items });
  });
  answer('get', '/api/v1/stock/movements', ({ request }) => {
    const isSecond = new URL(request.url).searchParams.has('after');
    const items = isSecond
      ? [movement(1, {})]
      : [movement(2, { kind: 'issue', change: -1234, balance: 8766, reason: 'Broken', user: 'Carlos' })];
    return HttpResponse.json({ items, next: isSecond ? null : 'k' });
  });
});

function shown(role: Role = 'viewer') {
  return render(<ProductPage />, { role, at: '/products/5', path: '/products/$id' });
}

const region = (name: string) => screen.findByRole('region', { name });

test('shows what a product is and how much there is of it', async () => {
  await shown();
  expect(await screen.findByRole('heading', { level: 1, name: 'Cable 2 m' })).toBeVisible();
  const facts = await region('Facts');
  await within(facts).findByText('Cables');
  expect(facts).toHaveTextContent('Barcode40123456');
  expect(facts).toHaveTextContent('SupplierMarea Supplies');
  expect(facts).toHaveTextContent('Unit cost12.50');
  const levels = await region('Stock by location');
  expect(await within(levels).findByText('15 pieces')).toBeVisible();
  expect(within(levels).getByText('Low')).toBeVisible();
  expect(within(levels).getByRole('row', { name: 'SHOP 3' })).toBeVisible();
});

test('shows the course of the stock, for longer or shorter', async () => {
  const { user } = await shown();
  const history = await region('Stock over time');
  const drawing = await within(history).findByRole('img');
  expect(drawing).toHaveAccessibleName(
    'From 90 pieces on Nov 28, 2026 to 15 pieces today, between 15 pieces and 90 pieces.',
  );
  expect(within(history).getByText('Reorder point 20')).toBeInTheDocument();
  expect(within(history).getByRole('button', { name: '90 days' })).toHaveAttribute('aria-pressed', 'true');
  await user.click(within(history).getByRole('button', { name: '365 days' }));
  await waitFor(() =>
    expect(within(history).getByRole('img').getAttribute('aria-label')).toContain('From 365 pieces'),
  );
  await user.click(within(history).getByText('Show as table'));
  expect(await within(history).findByRole('row', { name: 'Nov 28, 2026 365' })).toBeVisible();
});

test('shows its movements with sign, balance and reason, and earlier ones by the button', async () => {
  const { user } = await shown();
  const history = await region('Movement history');
  const row = await within(history).findByRole('row', { name: /Issue/ });
  expect(row).toHaveAccessibleName(/Issue MAIN -1,234 8,766 Carlos Broken$/);
  await user.click(within(history).getByRole('button', { name: 'Show more' }));
  expect(await within(history).findByRole('row', { name: /Receipt MAIN \+12 12 Ana/ })).toBeVisible();
  expect(within(history).getByText('That is all: 2 movements')).toBeInTheDocument();
});

test('leads clerks to every kind of movement of the product, and nobody below', async () => {
  await shown('clerk');
  const link = await screen.findByRole('link', { name: 'Transfer' });
  expect(link).toHaveAttribute('href', '/movements/new/transfer?product=5');
  expect(screen.queryByRole('link', { name: 'Adjustment' })).not.toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Edit' })).not.toBeInTheDocument();
});

test('shows viewers no act at all', async () => {
  await shown('viewer');
  await region('Facts');
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Deactivate' })).not.toBeInTheDocument();
});

test('takes a product out of use after asking once', async () => {
  const { user } = await shown('manager');
  expect(await screen.findByRole('link', { name: 'Edit' })).toHaveAttribute('href', '/products/5/edit');
  let sent: unknown;
  answer('patch', '/api/v1/products/5', async ({ request }) => {
    sent = await request.json();
    return HttpResponse.json({ ...product, active: false } satisfies Product);
  });
  await user.click(screen.getByRole('button', { name: 'Deactivate' }));
  const question = await screen.findByRole('alertdialog', { name: 'Deactivate Cable 2 m?' });
  expect(sent).toBeUndefined();
  await user.click(within(question).getByRole('button', { name: 'Deactivate' }));
  expect(await screen.findByRole('button', { name: 'Activate' })).toBeVisible();
  expect(sent).toEqual({ active: false });
  expect(screen.getByText('Inactive')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Receipt' })).not.toBeInTheDocument();
});

test('says that there is no such product, with a way back', async () => {
  answer('get', '/api/v1/products/5', () => problem('not-found', 404, { title: 'Not found' }));
  await shown();
  expect(await screen.findByRole('heading', { level: 1, name: 'Not found' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'All products' })).toHaveAttribute('href', '/products');
});

test('keeps what is there where a part of it fails', async () => {
  answer('get', '/api/v1/stock/history', () => problem('failed', 500, { title: 'It failed' }));
  await shown();
  expect(await within(await region('Stock over time')).findByRole('alert')).toHaveTextContent('It failed');
  expect(await within(await region('Stock by location')).findByText('15 pieces')).toBeVisible();
});

test('speaks Spanish', async () => {
  localStorage.setItem('language', 'es');
  await shown('clerk');
  expect(await within(await region('Existencias por ubicación')).findByText('15 piezas')).toBeVisible();
  expect(within(await region('Datos')).getByText('Coste unitario')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Entrada' })).toBeVisible();
  const drawing = await within(await region('Existencias a lo largo del tiempo')).findByRole('img');
  expect(drawing).toHaveAccessibleName(
    'De 90 piezas el 28 nov 2026 a 15 piezas hoy, entre 15 piezas y 90 piezas.',
  );
});
