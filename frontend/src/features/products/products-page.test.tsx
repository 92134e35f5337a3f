import { act, screen, waitFor, within } from '@testing-library/react';
import { onlineManager } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import type { Product } from '@/api/shapes';
import { answerMenus, answerProducts, answerTotals, productOf } from '@/testing/products';
import { render } from '@/testing/render';
import { answer, problem } from '@/testing/server';
import { ProductsPage } from './products-page';

beforeEach(() => {
  answerMenus();
  answerTotals();
});

function shown(role: 'viewer' | 'manager' = 'viewer', at = '/products') {
  return render(<ProductsPage />, { role, at });
}

const searchField = () => screen.getByRole('searchbox', { name: 'Search' });

test('shows products with the names of what they belong to, and then how much there is', async () => {
  answerProducts(() => ({ items: [productOf(3), productOf(120, { active: false, unit_cost: '0.0125' })] }));
  await shown();
  const low = await screen.findByRole('row', { name: /Product 3/ });
  await within(low).findByText('3 pieces');
  expect(low).toHaveAccessibleName('SKU-3 Product 3 Cables Marea Supplies Low 3 pieces 5 12.50');
  const inactive = screen.getByRole('row', { name: /Product 120/ });
  expect(inactive).toHaveTextContent('Inactive');
  expect(inactive).toHaveTextContent('120 pieces');
  expect(inactive).toHaveTextContent('0.0125');
  expect(screen.getByRole('link', { name: 'Product 3' })).toHaveAttribute('href', '/products/3');
  expect(screen.getByText('That is all: 2 products')).toBeInTheDocument();
});

test('shows the products even where their stock cannot be told', async () => {
  answerProducts(() => ({ items: [productOf(3)] }));
  answer('get', '/api/v1/stock/totals', () => problem('failed', 500));
  await shown();
  expect(await screen.findByTitle('not known')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Product 3' })).toBeVisible();
});

test('searches once after a pause, keeps the address, and never shows an answer that came late', async () => {
  let release: (found: { items: Product[] }) => void = () => undefined;
  const asked = answerProducts((query) => {
    const q = query.get('q');
    if (q === 'ca') return new Promise((resolve) => (release = resolve));
    return { items: [productOf(q === 'cable' ? 2 : 1)] };
  });
  const { user, address } = await shown();
  await screen.findByRole('link', { name: 'Product 1' });

  await user.type(searchField(), 'ca');
  await waitFor(() => expect(asked.at(-1)?.get('q')).toBe('ca'));
  expect(screen.getByRole('link', { name: 'Product 1' })).toBeVisible();
  expect(screen.getByRole('table').parentElement).toHaveAttribute('aria-busy', 'true');

  await user.type(searchField(), 'ble');
  expect(await screen.findByRole('link', { name: 'Product 2' })).toBeVisible();
  release({ items: [productOf(9)] });
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(screen.getAllByRole('rowheader')).toHaveLength(1);
  expect(screen.getByRole('link', { name: 'Product 2' })).toBeVisible();
  expect(asked.map((query) => query.get('q'))).toEqual([null, 'ca', 'cable']);
  expect(address()).toBe('/products?q=cable');
  expect(searchField()).toHaveValue('cable');
});

test('takes search, filters and order from the address', async () => {
  const asked = answerProducts(() => ({ items: [productOf(1)] }));
  await shown('viewer', '/products?q=12345678&category=3&supplier=2&active=false&sort=-name');
  await screen.findByRole('link', { name: 'Product 1' });
  expect(Object.fromEntries(asked[0] ?? [])).toEqual({
    ...{ q: '12345678', category_id: '3', supplier_id: '2', active: 'false', sort: '-name', limit: '50' },
  });
  expect(searchField()).toHaveValue('12345678');
  await waitFor(() => expect(screen.getByLabelText('Category')).toHaveDisplayValue('Tools'));
  expect(screen.getByLabelText('State')).toHaveDisplayValue('Inactive only');
  expect(screen.getByRole('button', { name: 'Filters (3)' })).toBeInTheDocument();
  expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
});

test('filters and sorts, and goes back and forth in the address', async () => {
  const asked = answerProducts(() => ({ items: [productOf(1)] }));
  const { user, address } = await shown();
  await screen.findByRole('option', { name: 'Tools' });
  await user.selectOptions(screen.getByLabelText('Category'), 'Tools');
  await waitFor(() => expect(address()).toBe('/products?category=3'));
  await user.click(screen.getByRole('button', { name: 'Name' }));
  await waitFor(() => expect(address()).toBe('/products?category=3&sort=name'));
  await user.click(screen.getByRole('button', { name: 'Name' }));
  await waitFor(() => expect(asked.at(-1)?.get('sort')).toBe('-name'));
  await user.click(screen.getByRole('button', { name: 'SKU' }));
  await waitFor(() => expect(address()).toBe('/products?category=3'));
  await user.selectOptions(screen.getByLabelText('Order'), 'Newest first');
  await waitFor(() => expect(asked.at(-1)?.get('sort')).toBe('newest'));
  await user.selectOptions(screen.getByLabelText('Category'), 'All categories');
  await waitFor(() => expect(address()).toBe('/products?sort=newest'));
});

test('is worked by keyboard: slash, arrows and Escape', async () => {
  answerProducts(() => ({ items: [productOf(1), productOf(2)] }));
  const { user, address } = await shown();
  await screen.findByRole('link', { name: 'Product 2' });

  await user.keyboard('/');
  expect(searchField()).toHaveFocus();
  expect(searchField()).toHaveValue('');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(screen.getByRole('link', { name: 'Product 2' })).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowUp}');
  expect(screen.getByRole('link', { name: 'Product 1' })).toHaveFocus();
  await user.keyboard('{ArrowUp}1/2');
  expect(searchField()).toHaveValue('1/2');
  await waitFor(() => expect(address()).toBe('/products?q=1%2F2'));
  await user.keyboard('{Escape}');
  expect(searchField()).toHaveValue('');
  await waitFor(() => expect(address()).toBe('/products'));
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(address()).toBe('/products/1'));
});

test('says that nothing matches, and shows everything again', async () => {
  answerProducts((query) => ({ items: query.has('q') ? [] : [productOf(1)] }));
  const { user, address } = await shown('viewer', '/products?q=nothing&sort=name');
  expect(await screen.findByText('No product matches this search.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show all products' }));
  expect(await screen.findByRole('link', { name: 'Product 1' })).toBeVisible();
  expect(searchField()).toHaveValue('');
  expect(address()).toBe('/products?sort=name');
});

test('says that there is nothing yet', async () => {
  answerProducts(() => ({ items: [] }));
  await shown();
  expect(await screen.findByText('There are no products yet.')).toBeVisible();
});

test('says what went wrong, and tries again', async () => {
  let fails = true;
  answerProducts(() => (fails ? problem('failed', 500, { title: 'It failed' }) : { items: [productOf(1)] }));
  const { user } = await shown();
  expect(await screen.findByRole('alert')).toHaveTextContent('It failed');
  fails = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'Product 1' })).toBeVisible();
});

test('does not pass off the rows of another search for those of this one while offline', async () => {
  answerProducts(() => ({ items: [productOf(1)] }));
  const { user } = await shown();
  await screen.findByRole('link', { name: 'Product 1' });
  act(() => onlineManager.setOnline(false));
  await user.type(searchField(), 'cable');
  expect(await screen.findByText('This device is offline')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Product 1' })).not.toBeInTheDocument();
  act(() => onlineManager.setOnline(true));
  expect(await screen.findByRole('link', { name: 'Product 1' })).toBeVisible();
});

test('exports what is found, and lets managers alone add products', async () => {
  answerProducts(() => ({ items: [productOf(1)] }));
  await shown('manager', '/products?q=cable&active=true&sort=name');
  expect(screen.getByRole('link', { name: 'Export CSV' })).toHaveAttribute(
    'href',
    `${window.location.origin}/api/v1/exports/products?q=cable&active=true&separator=comma&language=en`,
  );
  expect(screen.getByRole('link', { name: 'New product' })).toHaveAttribute('href', '/products/new');
});

test('speaks Spanish, and exports as spreadsheets there expect it', async () => {
  localStorage.setItem('language', 'es');
  answerProducts(() => ({ items: [productOf(3)] }));
  await shown();
  const row = await screen.findByRole('row', { name: /Product 3/ });
  await within(row).findByText('3 piezas');
  expect(row).toHaveTextContent('12,50');
  expect(screen.getByText('Eso es todo: 1 producto')).toBeInTheDocument();
  const link = screen.getByRole('link', { name: 'Exportar CSV' });
  expect(link.getAttribute('href')).toContain('separator=semicolon');
  expect(screen.queryByRole('link', { name: 'Nuevo producto' })).not.toBeInTheDocument();
});
