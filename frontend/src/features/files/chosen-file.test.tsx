import { Link } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { check, done, DONE, FOUND } from '@/testing/imports';
import { render } from '@/testing/render';
import { answer } from '@/testing/server';
import { FilesPage } from './files-page';

beforeEach(() => {
  answer('post', '/api/v1/imports/products', () => done(FOUND));
});

test('sends the same key again where the answer was lost', async () => {
  const { user } = await render(<FilesPage />, { role: 'manager' });
  await check(user);
  await user.click(await screen.findByRole('button', { name: 'Import 2,000 rows' }));
  const keys: (string | null)[] = [];
  answer('post', '/api/v1/imports/products', ({ request }) => {
    keys.push(request.headers.get('idempotency-key'));
    return keys.length === 1 ? Response.error() : done(DONE);
  });
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Import' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('It is not known whether this was saved');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('The file is imported')).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test('shows how far it is, lets nothing else be chosen meanwhile, and stops', async () => {
  const { user } = await render(<FilesPage />, { role: 'manager' });
  await check(user);
  await user.click(await screen.findByRole('button', { name: 'Import 2,000 rows' }));
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  const tell = (rows: number) =>
    stream?.enqueue(new TextEncoder().encode(`{"event":"progress","done":${String(rows)},"rows":2000}\n`));
  answer('post', '/api/v1/imports/products', () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        stream = controller;
        tell(0);
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'application/x-ndjson' } });
  });
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Import' }));
  const bar = await screen.findByRole('progressbar', { name: 'Progress' });
  expect(await screen.findByText('Importing the rows …')).toHaveAttribute('role', 'status');
  await waitFor(() => expect(bar).not.toHaveAttribute('aria-valuenow'));
  expect(screen.getByLabelText(/CSV/)).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Stop' })).toHaveFocus();

  tell(500);
  await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '25'));
  expect(bar).toHaveAttribute('aria-valuetext', '500 of 2,000 rows');
  expect(screen.getByText('500 of 2,000 rows')).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(await screen.findByText(/Most likely nothing was written/)).toBeVisible();
  await waitFor(() => expect(screen.getByLabelText(/CSV/)).toBeEnabled());
});

test('asks before somebody leaves while it runs', async () => {
  answer('post', '/api/v1/imports/products', () => new Promise<Response>(() => undefined));
  const { user, address } = await render(
    <>
      <Link to="/products">{'Away'}</Link>
      <FilesPage />
    </>,
    { role: 'manager', at: '/files' },
  );
  await check(user);
  await screen.findByRole('progressbar');
  await user.click(screen.getByRole('link', { name: 'Away' }));
  const question = await screen.findByRole('alertdialog', { name: /^Leave/ });
  await user.click(within(question).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(address()).toBe('/files');

  await user.click(screen.getByRole('link', { name: 'Away' }));
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Leave' }));
  await waitFor(() => expect(address()).toBe('/products'));
});
