import { Form } from '@base-ui/react/form';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { render } from '@/testing/render';
import { TextField } from './field';

const tooShort = (value: string) => (value.length < 3 ? 'At least three letters.' : undefined);

test('tells under the field what the API says about it, until the value is another', async () => {
  const errors = { sku: 'This SKU is taken.' };
  const { user } = await render(
    <Form errors={errors}>
      <TextField name="sku" label="SKU" defaultValue="ABC" required validate={tooShort} />
    </Form>,
  );
  const field = screen.getByLabelText('SKU');
  expect(screen.getByText('This SKU is taken.')).toBeVisible();
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription('This SKU is taken.');

  await user.type(field, 'D');
  expect(screen.queryByText('This SKU is taken.')).not.toBeInTheDocument();
  expect(field).toBeValid();
});

test('tells one thing at a time as it is typed', async () => {
  const { user } = await render(<TextField name="sku" label="SKU" required validate={tooShort} />);
  await user.type(screen.getByLabelText('SKU'), 'A');
  expect(await screen.findByText('At least three letters.')).toBeVisible();
  await user.clear(screen.getByLabelText('SKU'));
  expect(await screen.findByText('Fill this in.')).toBeVisible();
  expect(screen.queryByText('At least three letters.')).not.toBeInTheDocument();
});
