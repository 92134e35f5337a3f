import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { amount, line, open, product, recording, stocked, submit, written } from '@/testing/recording';
import { problem } from '@/testing/server';

const KEY = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

beforeEach(() => {
  stocked();
});

test.each([
  ['receipt', 'receipts', '5', { quantity: 5 }],
  ['issue', 'issues', '5', { quantity: 5 }],
  ['count', 'counts', '0', { counted: 0 }],
] as const)('sends a %s with its key, and goes on with the next product', async (kind, path, typed, body) => {
  const sent = recording(written(line(5, 17)));
  const { user } = await open(kind);
  await user.type(amount(), `${typed}{Enter}`);

  const list = await screen.findByRole('region', { name: 'Just recorded' });
  expect(within(list).getByRole('link', { name: 'Bolt M8' })).toHaveAttribute('href', '/products/5');
  expect(list).toHaveTextContent('+5 now 17 pieces at A');
  expect(sent).toEqual([
    {
      path: `/api/v1/movements/${path}`,
      key: expect.stringMatching(KEY) as string,
      body: { product_id: 5, location_id: 1, reason: '', ...body },
    },
  ]);
  expect(product()).toHaveValue('');
  expect(product()).toHaveFocus();
  expect(amount()).toHaveValue('');
  expect(screen.getByRole('combobox', { name: 'Location' })).toHaveValue('1');
  expect(screen.queryByText('Fill this in.')).not.toBeInTheDocument();
  expect(sessionStorage).toHaveLength(0);
});

test('sends a transfer from one location to another one', async () => {
  const sent = recording(written(line(-5, 7), line(5, 5, 2)));
  const { user } = await open('transfer');
  const to = screen.getByRole('combobox', { name: 'To' });
  expect(within(to).queryByRole('option', { name: /Main store/ })).not.toBeInTheDocument();
  expect(within(to).queryByRole('option', { name: /Old store/ })).not.toBeInTheDocument();
  await user.selectOptions(to, 'B · 0 pieces · Shop');
  await user.type(amount(), '5');
  expect(await screen.findByText('Then 7 pieces here and 5 pieces there.')).toBeInTheDocument();
  await user.click(submit());
  expect(await screen.findByText(/now 5 pieces at B/)).toBeInTheDocument();
  expect(sent[0]?.body).toEqual({ product_id: 5, from_id: 1, to_id: 2, quantity: 5, reason: '' });
});

test('sends an adjustment with its sign and reason, and asks for the reason', async () => {
  const sent = recording(written(line(-3, 9)));
  const { user } = await open('adjustment', { role: 'manager' });
  await user.type(amount(), '−3');
  expect(await screen.findByText('From 12 pieces to 9 pieces.')).toBeInTheDocument();
  await user.click(submit());
  expect(await screen.findByText('Fill this in.')).toBeInTheDocument();
  expect(sent).toHaveLength(0);
  await user.type(screen.getByRole('textbox', { name: 'Reason' }), ' Broken ');
  await user.click(submit());
  await screen.findByRole('region', { name: 'Just recorded' });
  expect(sent[0]?.body).toEqual({ product_id: 5, location_id: 1, change: -3, reason: 'Broken' });
});

test('takes from what is out of use as long as something is there, and receives nothing at it', async () => {
  const { user } = await open('issue');
  expect(
    await screen.findByRole('option', { name: 'OLD · 4 pieces · Old store (inactive)' }),
  ).toBeInTheDocument();
  await user.click(screen.getByRole('link', { name: 'Receipt' }));
  expect(await screen.findByRole('heading', { name: 'Record a receipt' })).toBeInTheDocument();
  expect(screen.queryByRole('option', { name: /Old store/ })).not.toBeInTheDocument();
});

test('says as it is typed what cannot be a quantity, and what it would lead to', async () => {
  const { user } = await open('issue');
  await user.type(amount(), '1.5');
  expect(await screen.findByText('Enter a whole number, in digits only.')).toBeInTheDocument();
  await user.clear(amount());
  await user.type(amount(), '0');
  expect(await screen.findByText('Enter 1 or more.')).toBeInTheDocument();
  await user.type(amount(), '0000000000');
  await user.clear(amount());
  await user.type(amount(), '2000000000');
  expect(await screen.findByText('Enter 1,000,000,000 or less.')).toBeInTheDocument();
  await user.clear(amount());
  await user.type(amount(), '13');
  expect(await screen.findByText('There are only 12 pieces here.')).toBeInTheDocument();
  await user.click(screen.getByRole('link', { name: 'Count' }));
  expect(await screen.findByText('1 piece more than booked.')).toBeInTheDocument();
  await user.clear(amount());
  await user.type(amount(), '9');
  expect(await screen.findByText('3 pieces fewer than booked.')).toBeInTheDocument();
});

test('takes a scanned product and leads on: to the location, else to the quantity', async () => {
  const { user } = await open('receipt', { search: '' });
  await screen.findByRole('combobox', { name: 'Location' });
  await user.type(product(), '5901234123457{Enter}');
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Location' })).toHaveFocus());
  await user.selectOptions(screen.getByRole('combobox', { name: 'Location' }), '1');
  await user.clear(product());
  await user.type(product(), '5901234123457{Enter}');
  await waitFor(() => expect(amount()).toHaveFocus());
});

test('does not take a barcode for a quantity', async () => {
  const sent = recording();
  const { user } = await open('receipt');
  await user.type(amount(), '59012344{Enter}');
  expect(await screen.findByText(/This looks like a barcode/)).toBeInTheDocument();
  expect(sent).toHaveLength(0);
  await user.click(submit());
  await waitFor(() => expect(sent).toHaveLength(1));
});

test('takes once what the link has chosen', async () => {
  const { address } = await open('receipt');
  expect(screen.getByRole('combobox', { name: 'Location' })).toHaveValue('1');
  expect(await screen.findByText('12 pieces here now.')).toBeInTheDocument();
  await waitFor(() => expect(address()).toBe('/movements/new/receipt'));
});

test('says to a viewer that this is for other roles', async () => {
  await open('receipt', { role: 'viewer', search: '' });
  expect(screen.getByText('This page is for other roles')).toBeInTheDocument();
  expect(screen.queryByRole('navigation', { name: 'Kind of movement' })).not.toBeInTheDocument();
});

test('keeps adjustments for managers', async () => {
  await open('adjustment', { search: '' });
  expect(screen.getByText('This page is for other roles')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Adjustment' })).not.toBeInTheDocument();
});

test('speaks Spanish', async () => {
  localStorage.setItem('language', 'es');
  recording(() => problem('busy', 409));
  const { user } = await open('issue');
  expect(screen.getByRole('heading', { name: 'Registrar una salida' })).toBeInTheDocument();
  await user.type(screen.getByRole('textbox', { name: 'Cantidad (piezas)' }), '13');
  expect(await screen.findByText('Aquí solo hay 12 piezas.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Registrar salida' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Otra persona lo está cambiando');
});
