import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import type { Product } from '@/api/shapes';
import { render } from '@/testing/render';
import { answer } from '@/testing/server';
import { ProductPicker } from './product-picker';

const product = (id: number, sku: string, name: string, more: Partial<Product> = {}) => ({
  id,
  sku,
  name,
  barcode: null,
  unit: 'piece',
  active: true,
  ...more,
});
const BOLT = product(1, 'B-1', 'Bolt M8', { barcode: '5901234123457' });
const NUT = product(2, 'N-1', 'Nut M8');
const OLD = product(3, 'O-59012341', 'Old nut', { active: false });

/** The API's search in small; keeps what it was asked. */
function searchable(...products: ReturnType<typeof product>[]): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  answer('get', '/api/v1/products', ({ request }) => {
    const query = new URL(request.url).searchParams;
    asked.push(query);
    const q = (query.get('q') ?? '').toLowerCase();
    const items = products.filter(
      ({ sku, name, barcode, active }) =>
        (`${sku}\n${name}`.toLowerCase().includes(q) || barcode === q) &&
        (query.get('active') === null || active),
    );
    return Response.json({ items, next: null });
  });
  return asked;
}

function Picking({
  onDone,
  activeOnly = false,
}: {
  onDone?: (product: Product) => void;
  activeOnly?: boolean;
}) {
  const [chosen, setChosen] = useState<Product | null>(null);
  return (
    <>
      <ProductPicker
        label="Product"
        productId={chosen?.id ?? null}
        onChoose={setChosen}
        onDone={onDone}
        activeOnly={activeOnly}
        required
      />
      <output>{chosen?.sku ?? 'nothing'}</output>
    </>
  );
}

const field = () => screen.getByRole('combobox', { name: 'Product' });

test('finds products while somebody types, and takes one by the arrow keys', async () => {
  searchable(BOLT, NUT, OLD);
  const { user } = await render(<Picking />);
  await user.type(field(), 'nut');
  expect(await screen.findByText('2 products found')).toBeInTheDocument();
  expect(screen.getByRole('option', { name: /Old nut.*Inactive/ })).toBeInTheDocument();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(screen.getByRole('status', { name: '' })).toHaveTextContent('N-1');
  expect(field()).toHaveValue('N-1 · Nut M8');
});

test('offers only what is in use where that is wanted', async () => {
  const asked = searchable(NUT, OLD);
  const { user } = await render(<Picking activeOnly />);
  await user.type(field(), 'nut');
  expect(await screen.findByText('1 product found')).toBeInTheDocument();
  expect(asked.at(-1)?.get('active')).toBe('true');
});

test('takes a scanned barcode at once, before any list has come', async () => {
  searchable(BOLT, NUT);
  const onDone = vi.fn();
  const { user } = await render(<Picking onDone={onDone} />);
  await user.type(field(), '5901234123457{Enter}');
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledWith(BOLT));
  expect(field()).toHaveValue('B-1 · Bolt M8');
  expect(screen.queryByRole('option')).not.toBeInTheDocument();
});

test('says at the field that a barcode is unknown, and forgets the product before', async () => {
  searchable(BOLT, NUT, OLD);
  const { user } = await render(<Picking />);
  await user.type(field(), '5901234123457{Enter}');
  expect(await screen.findByText('B-1')).toBeInTheDocument();
  await user.clear(field());
  // It is a part of the SKU of another product, which it does not mean.
  await user.type(field(), '59012341{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('No product has the barcode 59012341.');
  expect(field()).toBeInvalid();
  expect(screen.getByText('nothing')).toBeInTheDocument();
  await user.tab();
  expect(field()).toHaveValue('59012341');
});

test('overwrites by the next scan what the last one left', async () => {
  searchable(BOLT, NUT);
  const { user } = await render(<Picking />);
  await user.type(field(), '99999999{Enter}');
  await screen.findByRole('alert');
  await user.keyboard('5901234123457{Enter}');
  expect(await screen.findByText('B-1')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('takes the only match by Enter, and asks for a choice between several', async () => {
  searchable(BOLT, NUT);
  const { user } = await render(<Picking />);
  await user.type(field(), 'm8{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Several products match');
  await user.clear(field());
  await user.type(field(), 'bolt{Enter}');
  expect(await screen.findByText('B-1')).toBeInTheDocument();
});

test('says that a product could not be looked up where nothing answers', async () => {
  answer('get', '/api/v1/products', () => Response.error());
  const { user } = await render(<Picking />);
  await user.type(field(), '5901234123457{Enter}');
  expect(await screen.findByText(/could not be looked up/)).toBeInTheDocument();
});

test('shows in Spanish what it says', async () => {
  localStorage.setItem('language', 'es');
  searchable(BOLT);
  const { user } = await render(<Picking />);
  await user.type(field(), '12345678{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Ningún producto tiene el código de barras 12345678.',
  );
});
