import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import { answerMenus } from '@/testing/products';
import { answer, signedInAs } from '@/testing/server';
import { Application } from './application';

/** Somebody who has typed a name for a new product, and whose ways out are counted. */
async function typing() {
  signedInAs('manager');
  answerMenus();
  answer('get', '/api/v1/about', { version: '1.0.0', build: 'abc' });
  const ways: string[] = [];
  const leave = ({ request }: { request: Request }) => {
    ways.push(new URL(request.url).pathname);
    return new HttpResponse(null, { status: 204 });
  };
  answer('delete', '/api/v1/session', leave);
  answer('delete', '/api/v1/session/everywhere', leave);
  window.history.replaceState({}, '', '/products/new');
  render(<Application />);
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Name'), 'A lamp');
  const [out] = await screen.findAllByRole('button', { name: 'Sign out' });
  return { user, ways, out: out as HTMLElement };
}

const question = () => screen.findByRole('alertdialog', { name: 'Leave without saving?' });

test('signing out asks once about what is typed, and leads to the sign-in', async () => {
  const { user, ways, out } = await typing();
  const said = vi.spyOn(console, 'error');
  await user.click(out);
  expect(ways).toEqual([]);
  await user.click(within(await question()).getByRole('button', { name: 'Sign out' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(ways).toEqual(['/api/v1/session']);
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(said).not.toHaveBeenCalled();
});

test('whoever thinks better of signing out finds what was typed', async () => {
  const { user, ways, out } = await typing();
  await user.click(out);
  await user.click(within(await question()).getByRole('button', { name: 'Cancel' }));
  await vi.waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(screen.getByLabelText('Name')).toHaveValue('A lamp');
  expect(ways).toEqual([]);
});
