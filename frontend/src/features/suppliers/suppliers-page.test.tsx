import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Supplier } from '@/api/shapes';
import { render } from '@/testing/render';
import { answer, problem } from '@/testing/server';
import { SuppliersPage } from './suppliers-page';

const ZAHA: Supplier = {
  id: 1,
  name: 'Zaha Metal',
  email: 'z@zaha.example',
  phone: '+34 91 000',
  active: true,
};
const AGUA: Supplier = { id: 2, name: 'Águas do Sul', email: '', phone: '', active: false };

beforeEach(() => {
  answer('get', '/api/v1/suppliers', { items: [ZAHA, AGUA], next: null });
});

const names = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent);

test('lists suppliers by name, whichever page they came on, and without acts for those who may not', async () => {
  answer('get', '/api/v1/suppliers', ({ request }) => {
    const after = new URL(request.url).searchParams.get('after');
    return Response.json(after === 'a' ? { items: [AGUA], next: null } : { items: [ZAHA], next: 'a' });
  });
  await render(<SuppliersPage />, { role: 'clerk' });
  expect(await screen.findByRole('table', { name: 'Suppliers' })).toBeVisible();
  expect(names()).toEqual(['Águas do Sul', 'Zaha Metal']);
  expect(screen.getByRole('link', { name: '+34 91 000' })).toHaveAttribute('href', 'tel:+3491000');
  expect(screen.queryByRole('button')).toBeNull();
});

test('narrows the list down while somebody types, accents or not', async () => {
  const { user } = await render(<SuppliersPage />);
  await user.type(await screen.findByRole('searchbox', { name: 'Filter' }), 'aguas');
  await waitFor(() => expect(names()).toEqual(['Águas do Sul']));
  expect(screen.getByText('1 of 2')).toBeVisible();
  await user.type(screen.getByRole('searchbox'), 'xyz');
  expect(await screen.findByText('Nothing in this list has that text.')).toBeVisible();
});

test('adds a supplier by what was typed, tells it, and gives the focus back', async () => {
  const { user } = await render(<SuppliersPage />, { role: 'manager' });
  let sent: unknown;
  answer('post', '/api/v1/suppliers', async ({ request }) => {
    sent = await request.json();
    return Response.json({ ...ZAHA, id: 3, name: 'Nova' }, { status: 201 });
  });
  await user.click(await screen.findByRole('button', { name: 'Add a supplier' }));
  const dialog = await screen.findByRole('dialog', { name: 'New supplier' });
  await user.type(within(dialog).getByLabelText('Name'), 'Nova');
  await user.type(within(dialog).getByLabelText(/Phone/), '+34 (91)');
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));

  expect(await screen.findByText('Nova is saved.')).toBeInTheDocument();
  expect(sent).toEqual({ name: 'Nova', email: '', phone: '+34 (91)', active: true });
  expect(screen.queryByRole('dialog', { name: 'New supplier' })).toBeNull();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Add a supplier' })).toHaveFocus());
});

test('says while somebody types what cannot be used, and sends nothing of it', async () => {
  const { user } = await render(<SuppliersPage />, { role: 'manager' });
  await user.click(await screen.findByRole('button', { name: 'Add a supplier' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText(/E-mail/), 'no address');
  expect(await dialog.findByText(/such as name@example.com/)).toBeVisible();
  await user.type(dialog.getByLabelText(/Phone/), 'call me');
  expect(await dialog.findByText('Only digits, spaces and + ( ) - are accepted.')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await dialog.findByText('Fill this in.')).toBeVisible();
  expect(dialog.getByLabelText('Name')).toHaveFocus();
});

test('tells at the field that a name is taken, and what else the API says of a field', async () => {
  const { user } = await render(<SuppliersPage />, { role: 'manager' });
  await user.click(await screen.findByRole('button', { name: 'Edit Zaha Metal' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Edit Zaha Metal' }));
  answer('patch', '/api/v1/suppliers/:id', () => problem('duplicate', 409));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText('There is a supplier with this name already.')).toBeVisible();
  expect(dialog.getByLabelText('Name')).toHaveFocus();
  expect(dialog.getByLabelText('Name')).toBeInvalid();

  answer('patch', '/api/v1/suppliers/:id', () =>
    problem('invalid', 422, { errors: [{ in: 'body', field: 'phone', message: 'Not this phone.' }] }),
  );
  await user.type(dialog.getByLabelText('Name'), ' S.A.');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText('Not this phone.')).toBeVisible();
  expect(dialog.getByLabelText(/Phone/)).toHaveFocus();
});

test('asks once before it deactivates, and not before it reactivates', async () => {
  const sent: unknown[] = [];
  const { user } = await render(<SuppliersPage />, { role: 'manager' });
  answer('patch', '/api/v1/suppliers/:id', async ({ request, params }) => {
    sent.push([params.id, await request.json()]);
    return Response.json(ZAHA);
  });
  await user.click(await screen.findByRole('button', { name: 'Deactivate Zaha Metal' }));
  const question = await screen.findByRole('alertdialog', { name: 'Deactivate Zaha Metal?' });
  expect(question).toHaveTextContent('no longer offered');
  await user.click(within(question).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(sent).toEqual([]);

  await user.click(screen.getByRole('button', { name: 'Deactivate Zaha Metal' }));
  await user.click(
    within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Deactivate' }),
  );
  expect(await screen.findByText('Zaha Metal is deactivated.')).toBeInTheDocument();

  await user.click(screen.getByRole('button', { name: 'Reactivate Águas do Sul' }));
  expect(await screen.findByText('Águas do Sul is active again.')).toBeInTheDocument();
  expect(sent).toEqual([
    ['1', { active: false }],
    ['2', { active: true }],
  ]);
});

test('says that there are none, and why they did not come', async () => {
  answer('get', '/api/v1/suppliers', { items: [], next: null });
  await render(<SuppliersPage />);
  expect(await screen.findByText('There are no suppliers yet.')).toBeVisible();
});

test('says why the list did not come, with a way to try again', async () => {
  answer('get', '/api/v1/suppliers', () =>
    problem('unavailable', 503, { title: 'The database does not answer' }),
  );
  const { user } = await render(<SuppliersPage />);
  expect(await screen.findByRole('alert')).toHaveTextContent('The database does not answer');
  answer('get', '/api/v1/suppliers', { items: [ZAHA], next: null });
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('rowheader', { name: 'Zaha Metal' })).toBeVisible();
});

test('says that the supplier that is there may be what an attempt without an answer has saved', async () => {
  const { user } = await render(<SuppliersPage />, { role: 'manager' });
  answer('post', '/api/v1/suppliers', () => Response.error());
  await user.click(await screen.findByRole('button', { name: 'Add a supplier' }));
  const dialog = await screen.findByRole('dialog', { name: 'New supplier' });
  await user.type(within(dialog).getByLabelText('Name'), 'Nova');
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  expect(await within(dialog).findByText(/not known whether/)).toBeVisible();

  answer('post', '/api/v1/suppliers', () => problem('duplicate', 409));
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  expect(await within(dialog).findByText('There is a supplier with this name already.')).toBeVisible();
  expect(within(dialog).getByText(/may have saved it/)).toBeVisible();
});
