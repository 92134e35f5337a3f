import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { render } from '@/testing/render';
import { answer, problem } from '@/testing/server';
import { CategoriesPage } from './categories-page';

beforeEach(() => {
  answer('get', '/api/v1/categories', { items: [{ id: 1, name: 'Tools' }], next: null });
});

test('lists categories, and lets nobody below a manager add one', async () => {
  await render(<CategoriesPage />, { role: 'clerk' });
  expect(await screen.findByRole('rowheader', { name: 'Tools' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Add a category' })).toBeNull();
});

test('adds a category unless there is one of that name', async () => {
  const { user } = await render(<CategoriesPage />, { role: 'manager' });
  await user.click(await screen.findByRole('button', { name: 'Add a category' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New category' }));
  await user.type(dialog.getByLabelText('Name'), '  ');
  expect(await dialog.findByText('A visible character is needed.')).toBeVisible();
  await user.type(dialog.getByLabelText('Name'), 'Tools');
  answer('post', '/api/v1/categories', () => problem('duplicate', 409));
  await user.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await dialog.findByText('There is a category with this name already.')).toBeVisible();

  answer('post', '/api/v1/categories', () => Response.json({ id: 2, name: 'Tools 2' }, { status: 201 }));
  await user.type(dialog.getByLabelText('Name'), ' 2');
  await user.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await screen.findByText('Tools 2 is saved.')).toBeInTheDocument();
});
