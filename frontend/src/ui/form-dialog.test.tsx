import { Link } from '@tanstack/react-router';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { render } from '@/testing/render';
import { TextField } from './field';
import { FormDialog } from './form-dialog';

const NAME = 'Name';

function Shown() {
  const none = () => undefined;
  const given = { title: NAME, submit: NAME, pending: false, error: null, onSubmit: none, onClose: none };
  return (
    <FormDialog {...given} fields={['name']}>
      <TextField name="name" label={NAME} />
      <Link to="/about">{NAME}</Link>
    </FormDialog>
  );
}

test('asks once before what is typed is left by a way to another page', async () => {
  const { user, address } = await render(<Shown />);
  await user.type(await screen.findByRole('textbox'), 'A');
  await user.click(screen.getByRole('link'));
  expect(await screen.findByRole('alertdialog', { name: 'Leave without saving?' })).toBeVisible();
  expect(address()).toBe('/');
});

test('does not ask where nothing is typed', async () => {
  const { user, address } = await render(<Shown />);
  await user.click(await screen.findByRole('link'));
  expect(address()).toBe('/about');
});
