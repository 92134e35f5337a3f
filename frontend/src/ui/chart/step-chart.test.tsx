import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { render } from '@/testing/render';
import { StepChart } from './step-chart';

const days = [
  { day: '2026-11-27', quantity: 12 },
  { day: '2026-11-28', quantity: 40 },
  { day: '2026-11-29', quantity: 31 },
];

function chart() {
  return (
    <StepChart
      name="Stock"
      summary="Stock was between 12 and 40 pieces."
      days={days}
      format={(quantity) => `${String(quantity)} pieces`}
      mark={{ quantity: 20, name: 'Reorder point 20' }}
    />
  );
}

test('says in a sentence what there is to see', async () => {
  await render(chart());
  expect(screen.getByRole('img', { name: 'Stock was between 12 and 40 pieces.' })).toBeVisible();
  expect(screen.getByText('Reorder point 20')).toBeInTheDocument();
});

test('tells each day by keyboard, and the latest day at first', async () => {
  await render(chart());
  const slider = screen.getByRole('slider', { name: 'Stock, day by day' });
  expect(slider).toHaveAttribute('aria-valuetext', 'Nov 29, 2026: 31 pieces');
  fireEvent.change(slider, { target: { value: '0' } });
  expect(slider).toHaveAttribute('aria-valuetext', 'Nov 27, 2026: 12 pieces');
  expect(screen.getByText('Nov 27, 2026: 12 pieces')).toBeVisible();
});

test('tells the day under the pointer until the pointer leaves', async () => {
  await render(chart());
  const drawing = screen.getByRole('img');
  fireEvent.pointerMove(drawing, { clientX: 320 });
  expect(screen.getByText('Nov 28, 2026: 40 pieces')).toBeVisible();
  fireEvent.pointerLeave(drawing);
  expect(screen.getByText('Nov 29, 2026: 31 pieces')).toBeVisible();
});

test('shows the same as a table, the newest day first', async () => {
  const { user } = await render(chart());
  await user.click(screen.getByText('Show as table'));
  const table = await screen.findByRole('table', { name: 'Stock, day by day' });
  const rows = within(table)
    .getAllByRole('row')
    .map((row) => row.textContent);
  expect(rows).toEqual(['DayStock', 'Nov 29, 202631', 'Nov 28, 202640', 'Nov 27, 202612']);
});
