import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { render } from '@/testing/render';
import { answer, problem, userOf } from '@/testing/server';
import { SignInForm } from './sign-in-form';

test('sends the credentials with the token and hands over who that is', async () => {
  const onSignedIn = vi.fn();
  const { user } = await render(<SignInForm onSignedIn={onSignedIn} />);
  let sent: unknown;
  answer('post', '/api/v1/session', async ({ request }) => {
    sent = { token: request.headers.get('X-CSRFToken'), body: await request.json() };
    return Response.json({ user: userOf('clerk'), csrf_token: 'next' });
  });

  await user.type(screen.getByLabelText(/E-mail address/), 'clerk@inventory.example');
  await user.type(screen.getByLabelText(/Password/), 'secret');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));

  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledWith(userOf('clerk')));
  expect(sent).toEqual({ token: 'token', body: { email: 'clerk@inventory.example', password: 'secret' } });
});

test('says what the API says where the credentials are wrong, and keeps what was typed', async () => {
  const { user } = await render(<SignInForm onSignedIn={() => undefined} />);
  answer('post', '/api/v1/session', () =>
    problem('wrong-credentials', 401, {
      detail: 'No active user has this e-mail address and password; check both.',
    }),
  );

  await user.type(screen.getByLabelText(/E-mail address/), 'ana@example.com');
  await user.type(screen.getByLabelText(/Password/), 'wrong');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));

  expect(await screen.findByRole('alert')).toHaveTextContent('check both');
  expect(screen.getByLabelText(/E-mail address/)).toHaveValue('ana@example.com');
});

test('asks for what is missing before it asks the API', async () => {
  const { user } = await render(<SignInForm onSignedIn={() => undefined} />);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findAllByText('Fill this in.')).toHaveLength(2);
});
