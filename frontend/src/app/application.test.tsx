import { onlineManager } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { HttpResponse } from 'msw';
import type { Role } from '@/api/shapes';
import { setEnded } from '@/session/ended';
import { answer, problem, signedInAs, userOf } from '@/testing/server';
import { Application } from './application';

beforeEach(() => {
  answer('get', '/api/v1/about', { version: '1.0.0', build: 'abc' });
});

function open(address: string) {
  window.history.replaceState({}, '', address);
  render(<Application />);
  return userEvent.setup();
}

/** Let nobody be signed in until somebody with that role signs in. */
function signInWorks(role: Role = 'clerk') {
  signedInAs(null);
  answer('post', '/api/v1/session', { user: userOf(role), csrf_token: 'next' });
}

async function signIn(user: ReturnType<typeof userEvent.setup>) {
  await user.type(await screen.findByLabelText(/E-mail address/), 'clerk@inventory.example');
  await user.type(screen.getByLabelText(/Password/), 'secret');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('a deep link leads through the sign-in to where it points', async () => {
  signInWorks();
  const user = open('/about');
  await signIn(user);
  expect(await screen.findByRole('heading', { level: 1, name: 'About' })).toBeVisible();
  expect(window.location.pathname).toBe('/about');
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/sign-in'])(
  'a sign-in never leads to %s',
  async (to) => {
    signInWorks();
    answer('get', '/api/v1/stock/valuation', { total: '0', items: [] });
    answer('get', '/api/v1/stock/low', { items: [], next: null });
    answer('get', '/api/v1/stock/activity', { items: [] });
    answer('get', '/api/v1/stock/movements', { items: [], next: null });
    const user = open(`/sign-in?to=${encodeURIComponent(to)}`);
    await signIn(user);
    expect(await screen.findByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
    expect(window.location.pathname).toBe('/');
  },
);

test('whoever is signed in does not see the sign-in again', async () => {
  signedInAs('clerk');
  open('/sign-in?to=/about');
  expect(await screen.findByRole('heading', { level: 1, name: 'About' })).toBeVisible();
});

test.each(['/nowhere', '/products/1e309', '/products/0/edit', '/movements/new/evil'])(
  '%s names nothing and says so, within the navigation',
  async (address) => {
    signedInAs('clerk');
    open(address);
    expect(await screen.findByRole('heading', { level: 1, name: 'There is no such page' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'To the dashboard' })).toHaveAttribute('href', '/');
    expect(screen.getAllByRole('navigation', { name: 'Main' }).length).toBeGreaterThan(0);
  },
);

test('where the API cannot be reached at the start, it is tried again when asked', async () => {
  answer('get', '/api/v1/session', () => problem('not-found', 404, { title: 'Down', detail: 'It is down.' }));
  const user = open('/about');
  expect(await screen.findByRole('alert')).toHaveTextContent('It is down.');
  signedInAs('clerk');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'About' })).toBeVisible();
});

test.each([
  ['viewer', false],
  ['admin', true],
] as const)('a %s is led to the users: %s', async (role, isLed) => {
  signedInAs(role);
  open('/about');
  const navigations = await screen.findAllByRole('navigation', { name: 'Main' });
  const links = navigations.flatMap((navigation) => within(navigation).queryAllByRole('link'));
  expect(links.some((link) => link.textContent === 'Users')).toBe(isLed);
});

test('a session that ends leaves the page as it is and goes on after the password', async () => {
  signedInAs('clerk');
  const user = open('/about');
  expect(await screen.findByText('abc')).toBeVisible();
  setEnded(true);
  const dialog = await screen.findByRole('dialog', { name: 'Your session has ended' });
  expect(within(dialog).getByLabelText(/E-mail address/)).toHaveValue('clerk@inventory.example');
  answer('post', '/api/v1/session', { user: userOf('clerk'), csrf_token: 'next' });
  await user.type(within(dialog).getByLabelText(/Password/), 'secret');
  await user.click(within(dialog).getByRole('button', { name: 'Sign in' }));
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByText('abc')).toBeVisible();
});

test('signing out leads to the sign-in and forgets what was asked for', async () => {
  signedInAs('clerk');
  const user = open('/about');
  const [out] = await screen.findAllByRole('button', { name: 'Sign out' });
  answer('delete', '/api/v1/session', () => new HttpResponse(null, { status: 204 }));
  signedInAs(null);
  await user.click(out!);
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(window.location.pathname).toBe('/sign-in');
});

test('the language changes at once, for the page and the next visit', async () => {
  signInWorks();
  const user = open('/sign-in');
  await user.click(await screen.findByRole('radio', { name: 'Español' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Iniciar sesión' })).toBeVisible();
  expect(document.documentElement.lang).toBe('es');
  expect(localStorage.getItem('language')).toBe('es');
  expect(document.title).toBe('Iniciar sesión · Inventario');
});

test('the appearance is put on and remembered', async () => {
  signInWorks();
  const user = open('/sign-in');
  await user.click(await screen.findByRole('radio', { name: 'Dark' }));
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(localStorage.getItem('theme')).toBe('dark');
  await user.click(screen.getByRole('radio', { name: 'As the device' }));
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

test('says on every page that the device is offline, until it is not', async () => {
  signedInAs('clerk');
  open('/about');
  expect(await screen.findByText('abc')).toBeVisible();
  onlineManager.setOnline(false);
  expect(await screen.findByText(/no connection/)).toBeVisible();
  onlineManager.setOnline(true);
  await vi.waitFor(() => expect(screen.queryByText(/no connection/)).toBeNull());
});
