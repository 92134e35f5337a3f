import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Role } from '@/api/shapes';
import { answerMenus, productOf } from '@/testing/products';
import { render } from '@/testing/render';
import { answer, problem } from '@/testing/server';
import { EditProductPage } from './edit-product-page';
import { NewProductPage } from './new-product-page';

const product = productOf(5, { name: 'Cable 2 m', sku: 'CAB-2', barcode: '40123456' });

/** What was sent to the API, in order. */
let sent: unknown[] = [];

beforeEach(() => {
  sent = [];
  answerMenus();
  answer('get', '/api/v1/products/5', product);
  const keep = async ({ request }: { request: Request }) => {
    sent.push(await request.json());
    return HttpResponse.json(product);
  };
  answer('post', '/api/v1/products', keep);
  answer('patch', '/api/v1/products/5', keep);
});

async function adding(role: Role = 'manager') {
  const rendered = await render(<NewProductPage />, { role, at: '/products/new' });
  if (role === 'manager') await screen.findByRole('button', { name: /Add product|Añadir producto/ });
  return rendered;
}

async function editing() {
  const rendered = await render(<EditProductPage />, {
    ...{ role: 'manager', at: '/products/5/edit', path: '/products/$id/edit' },
  });
  await screen.findByRole('button', { name: /Save|Guardar/ });
  return rendered;
}

test('adds a product and goes to it', async () => {
  const { user, address } = await adding();
  await user.type(screen.getByLabelText('SKU'), 'cab-2');
  await user.type(screen.getByLabelText('Name'), ' Cable 2 m ');
  await user.selectOptions(screen.getByLabelText('Unit'), 'Box');
  await user.selectOptions(screen.getByLabelText(/Category/), 'Tools');
  await user.clear(screen.getByLabelText('Unit cost'));
  await user.type(screen.getByLabelText('Unit cost'), '12.50');
  await user.click(screen.getByRole('button', { name: 'Add product' }));
  await waitFor(() => expect(address()).toBe('/products/5'));
  expect(sent).toEqual([
    {
      ...{ sku: 'CAB-2', name: 'Cable 2 m', barcode: null, category_id: 3, supplier_id: null, unit: 'box' },
      ...{ unit_cost: '12.50', reorder_point: 0, active: true },
    },
  ]);
  expect(screen.getByText('Cable 2 m has been added.')).toBeInTheDocument();
});

test('says what is wrong as it is typed, and sends nothing', async () => {
  const { user } = await adding();
  const wrong: [string | RegExp, string, RegExp][] = [
    ['SKU', '-A', /Begin with a letter or digit/],
    [/Barcode/, '123', /Enter 8 to 14 digits/],
    ['Unit cost', '1,234', /such as 1234\.50/],
    ['Reorder point', '1.5', /whole number from 0 to 1,000,000,000/],
  ];
  for (const [label, value, sentence] of wrong) {
    const field = screen.getByLabelText(label);
    await user.clear(field);
    await user.type(field, value);
    await waitFor(() => expect(field).toHaveAccessibleDescription(sentence));
    expect(field).toBeInvalid();
  }
  await user.click(screen.getByRole('button', { name: 'Add product' }));
  expect(await screen.findByText('Fill this in.')).toBeVisible();
  expect(screen.getByLabelText('SKU')).toHaveFocus();
  expect(sent).toEqual([]);
});

test('offers suppliers that can still be ordered from', async () => {
  await adding();
  const names = within(screen.getByLabelText(/Supplier/)).getAllByRole('option');
  expect(names.map((option) => option.textContent)).toEqual(['None', 'Marea Supplies']);
});

test('changes what is different and nothing else', async () => {
  const { user, address } = await editing();
  expect(screen.queryByLabelText('SKU')).not.toBeInTheDocument();
  expect(screen.getByLabelText('Unit cost')).toHaveValue('12.50');
  await user.clear(screen.getByLabelText(/Barcode/));
  await user.selectOptions(screen.getByLabelText(/Supplier/), 'None');
  await user.clear(screen.getByLabelText('Unit cost'));
  await user.type(screen.getByLabelText('Unit cost'), '12.5');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(address()).toBe('/products/5'));
  expect(sent).toEqual([{ barcode: null, supplier_id: null }]);
});

test('sends nothing where nothing is different', async () => {
  const { user, address } = await editing();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(address()).toBe('/products/5'));
  expect(sent).toEqual([]);
  expect(screen.getByText(/nothing was saved/)).toBeInTheDocument();
});

test('tells at the fields what the API says of them', async () => {
  const { user } = await editing();
  const errors = [{ field: 'name', message: 'This name is not allowed.' }];
  answer('patch', '/api/v1/products/5', () => problem('invalid', 422, { errors }));
  await user.type(screen.getByLabelText('Name'), '!');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('This name is not allowed.')).toBeVisible();
  expect(screen.getByLabelText('Name')).toBeInvalid();
  expect(screen.getByLabelText('Name')).toHaveValue('Cable 2 m!');
});

test.each([
  ['sku', 'SKU', 'Another product has this SKU.'],
  ['barcode', /Barcode/, 'Another product has this barcode.'],
])('tells at the field that another product has the same %s', async (field, label, sentence) => {
  const { user } = await adding();
  const detail = `Another one has the same ${field} already.`;
  answer('post', '/api/v1/products', () =>
    problem('duplicate', 409, { detail, errors: [{ in: 'body', field, code: 'duplicate' }] }),
  );
  await user.type(screen.getByLabelText('SKU'), 'CAB-2');
  await user.type(screen.getByLabelText('Name'), 'Cable');
  await user.click(screen.getByRole('button', { name: 'Add product' }));
  expect(await screen.findByText(sentence)).toBeVisible();
  expect(screen.getByLabelText(label)).toBeInvalid();
});

test('says what concerns no field beside the acts', async () => {
  const { user } = await editing();
  answer('patch', '/api/v1/products/5', () =>
    problem('unknown-reference', 422, { title: 'It is gone', detail: 'There is no such category.' }),
  );
  await user.selectOptions(screen.getByLabelText(/Category/), 'Tools');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no such category.');
});

test('asks once before typed work is left, and not after it has been taken back', async () => {
  const { user, address } = await editing();
  await user.type(screen.getByLabelText('Name'), '!');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  const question = await screen.findByRole('alertdialog', { name: 'Leave without saving?' });
  expect(address()).toBe('/products/5/edit');
  await user.click(within(question).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
  expect(screen.getByLabelText('Name')).toHaveValue('Cable 2 m!');

  await user.type(screen.getByLabelText('Name'), '{Backspace}');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(address()).toBe('/products/5'));
});

test('leaves typed work where that is wished', async () => {
  const { user, address } = await editing();
  await user.type(screen.getByLabelText('Name'), '!');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.click(await screen.findByRole('button', { name: 'Leave' }));
  await waitFor(() => expect(address()).toBe('/products/5'));
});

test('is for managers', async () => {
  await adding('clerk');
  expect(await screen.findByText('This page is for other roles')).toBeVisible();
  expect(screen.queryByLabelText('SKU')).not.toBeInTheDocument();
});

test('takes the decimal comma in Spanish', async () => {
  localStorage.setItem('language', 'es');
  const { user, address } = await editing();
  const cost = screen.getByLabelText('Coste unitario');
  await user.clear(cost);
  await user.type(cost, '1.234');
  await waitFor(() => expect(cost).toHaveAccessibleDescription(/un importe como 1234,50/));
  await user.clear(cost);
  await user.type(cost, '0,0125');
  await user.click(screen.getByRole('button', { name: 'Guardar' }));
  await waitFor(() => expect(address()).toBe('/products/5'));
  expect(sent).toEqual([{ unit_cost: '0.0125' }]);
});
