import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { render } from '@/testing/render';
import { answer, problem, userOf } from '@/testing/server';
import type { Account } from './queries';
import { UsersPage } from './users-page';

const SELF: Account = { ...userOf('admin'), active: true, last_login: new Date().toISOString() };
const BEA: Account = {
  id: 9,
  email: 'bea@inventory.example',
  name: 'Bea',
  role: 'clerk',
  active: true,
  last_login: null,
};

beforeEach(() => {
  answer('get', '/api/v1/users', { items: [SELF, BEA], next: null });
});

/** Answer changes with a user, and keep what was sent. */
function keepChanges(account: Account): unknown[] {
  const sent: unknown[] = [];
  answer('patch', '/api/v1/users/:id', async ({ request, params }) => {
    sent.push([params.id, await request.json()]);
    return Response.json(account);
  });
  return sent;
}

test('is for administrators, and asks for nobody else', async () => {
  await render(<UsersPage />, { role: 'manager' });
  expect(screen.getByText(/the role Admin at least, and yours is Manager/)).toBeVisible();
  expect(screen.queryByRole('table')).toBeNull();
});

test('lists who can sign in, with role, state and last sign-in', async () => {
  await render(<UsersPage />, { role: 'admin' });
  const row =
    (await screen.findByRole('rowheader', { name: 'Bea bea@inventory.example' })).closest('tr') ??
    document.body;
  expect(
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual(['Clerk', 'Active', 'Never', expect.stringContaining('Edit')]);
  expect(screen.getByText('this minute').closest('time')).toHaveAttribute('title');
});

test('says why nobody deactivates or demotes themselves', async () => {
  const { user } = await render(<UsersPage />, { role: 'admin' });
  const deactivate = await screen.findByRole('button', { name: 'Deactivate Ana admin' });
  expect(deactivate).toHaveAttribute('aria-disabled', 'true');
  expect(deactivate).toHaveAccessibleDescription('Only another administrator can deactivate you.');

  const sent = keepChanges({ ...SELF, name: 'Ana B' });
  await user.click(screen.getByRole('button', { name: 'Edit Ana admin' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('group', { name: 'Role' })).toHaveAccessibleDescription(
    /another administrator can/,
  );
  expect(dialog.getByRole('radio', { name: 'Viewer' })).toBeDisabled();
  await user.type(dialog.getByLabelText('Name'), ' B');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toEqual([['7', { name: 'Ana admin B' }]]));
});

test('adds a user with a role, and tells at the field what is wrong with the password', async () => {
  let sent: unknown;
  const { user } = await render(<UsersPage />, { role: 'admin' });
  await user.click(await screen.findByRole('button', { name: 'Add a user' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New user' }));
  await user.type(dialog.getByLabelText('E-mail address'), 'leo@inventory.example');
  await user.type(dialog.getByLabelText('Name'), 'Leo');
  await user.click(dialog.getByRole('radio', { name: 'Manager' }));
  expect(dialog.getByRole('radio', { name: 'Manager' })).toHaveAccessibleDescription(/imports files/);
  await user.type(dialog.getByLabelText('Password'), 'short');
  expect(await dialog.findByText('At least 12 characters are needed.')).toBeVisible();
  await user.clear(dialog.getByLabelText('Password'));
  await user.type(dialog.getByLabelText('Password'), 'qwertyuiop123');

  answer('post', '/api/v1/users', () =>
    problem('invalid', 422, {
      errors: [
        { in: 'body', field: 'password', message: 'Many people use this password; choose another one.' },
      ],
    }),
  );
  await user.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await dialog.findByText(/Many people use this password/)).toBeVisible();

  answer('post', '/api/v1/users', async ({ request }) => {
    sent = await request.json();
    return Response.json({ ...BEA, name: 'Leo' }, { status: 201 });
  });
  await user.type(dialog.getByLabelText('Password'), '-horse');
  await user.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await screen.findByText('Leo is saved.')).toBeInTheDocument();
  expect(sent).toEqual({
    email: 'leo@inventory.example',
    name: 'Leo',
    role: 'manager',
    password: 'qwertyuiop123-horse',
  });
});

test('asks once before it ends the sessions of somebody, and tells what the API says against it', async () => {
  const { user } = await render(<UsersPage />, { role: 'admin' });
  answer('patch', '/api/v1/users/:id', () =>
    problem('last-administrator', 409, { title: 'No administrator would be left' }),
  );
  await user.click(await screen.findByRole('button', { name: 'Deactivate Bea' }));
  const question = await screen.findByRole('alertdialog', { name: 'Deactivate Bea?' });
  expect(question).toHaveTextContent('Their sessions end at once');
  await user.click(within(question).getByRole('button', { name: 'Deactivate' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('No administrator would be left');

  const sent = keepChanges({ ...BEA, active: false });
  await user.click(screen.getByRole('button', { name: 'Deactivate Bea' }));
  await user.click(
    within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Deactivate' }),
  );
  expect(await screen.findByText('Bea is deactivated.')).toBeInTheDocument();
  expect(sent).toEqual([['9', { active: false }]]);
});

test('sets a new password, which can be looked at', async () => {
  const sent = keepChanges(BEA);
  const { user } = await render(<UsersPage />, { role: 'admin' });
  await user.click(await screen.findByRole('button', { name: 'New password for Bea' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New password for Bea' }));
  const field = dialog.getByLabelText('New password');
  await user.type(field, 'correct horse battery');
  expect(field).toHaveAttribute('type', 'password');
  await user.click(dialog.getByRole('checkbox', { name: 'Show the password' }));
  expect(field).toHaveAttribute('type', 'text');
  await user.click(dialog.getByRole('button', { name: 'Set the password' }));
  expect(await screen.findByText('Bea has a new password.')).toBeInTheDocument();
  expect(sent).toEqual([['9', { password: 'correct horse battery' }]]);
});

test('speaks Spanish', async () => {
  localStorage.setItem('language', 'es');
  await render(<UsersPage />, { role: 'admin' });
  expect(await screen.findByRole('table', { name: 'Usuarios' })).toBeVisible();
  expect(screen.getByText('Almacenero')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Nueva contraseña para Bea' })).toBeVisible();
});
