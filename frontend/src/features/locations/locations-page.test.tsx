import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { render } from '@/testing/render';
import { answer, problem } from '@/testing/server';
import { LocationsPage } from './locations-page';

const MADRID = { id: 4, code: 'MAD-01', name: 'Madrid', active: true };

beforeEach(() => {
  answer('get', '/api/v1/locations', { items: [MADRID], next: null });
});

test('leads from a location to its movements', async () => {
  await render(<LocationsPage />);
  const link = await screen.findByRole('link', { name: 'Movements of MAD-01' });
  expect(link).toHaveAttribute('href', '/movements?location=4');
});

test('takes a code by the rules of the API, and tells where another has it', async () => {
  const { user } = await render(<LocationsPage />, { role: 'manager' });
  await user.click(await screen.findByRole('button', { name: 'Add a location' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New location' }));
  await user.type(dialog.getByLabelText('Code'), 'mad');
  expect(await dialog.findByText(/Only capital letters/)).toBeVisible();
  await user.clear(dialog.getByLabelText('Code'));
  await user.type(dialog.getByLabelText('Code'), 'MAD-01');
  await user.type(dialog.getByLabelText('Name'), 'Another');
  answer('post', '/api/v1/locations', () => problem('duplicate', 409));
  await user.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await dialog.findByText('There is a location with this code already.')).toBeVisible();
  expect(dialog.getByLabelText('Code')).toHaveFocus();
});

test('changes the name alone, since the code stays', async () => {
  let sent: unknown;
  const { user } = await render(<LocationsPage />, { role: 'manager' });
  answer('patch', '/api/v1/locations/:id', async ({ request }) => {
    sent = await request.json();
    return Response.json({ ...MADRID, name: 'Madrid Sur' });
  });
  await user.click(await screen.findByRole('button', { name: 'Edit Madrid' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Edit MAD-01' }));
  expect(dialog.queryByLabelText('Code')).toBeNull();
  await user.type(dialog.getByLabelText('Name'), ' Sur');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Madrid Sur is saved.')).toBeInTheDocument();
  expect(sent).toEqual({ name: 'Madrid Sur' });
});

test('says in Spanish what it means to put a location out of use', async () => {
  localStorage.setItem('language', 'es');
  const { user } = await render(<LocationsPage />, { role: 'manager' });
  expect(await screen.findByRole('heading', { name: 'Ubicaciones' })).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Desactivar Madrid' }));
  const question = await screen.findByRole('alertdialog', { name: '¿Desactivar Madrid?' });
  expect(question).toHaveTextContent('ya no se podrán recibir existencias');
});
