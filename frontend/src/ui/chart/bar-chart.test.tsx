import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { render } from '@/testing/render';
import { BarChart, type Series } from './bar-chart';

const days = ['2026-11-28', '2026-11-29'];
const series: Series[] = [
  { name: 'In', look: 'accent', values: [3, 1] },
  { name: 'Out', look: 'second', values: [0, 1200] },
];

test.each(['stacked', 'grouped'] as const)('tells and names each kind where bars are %s', async (layout) => {
  await render(<BarChart name="Movements" summary="Most on 29 November." {...{ days, series, layout }} />);
  expect(screen.getByRole('img', { name: 'Most on 29 November.' }).querySelectorAll('rect')).toHaveLength(3);
  expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', 'Nov 29, 2026: In 1 · Out 1,200');
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['In', 'Out']);
});

test('shows the same as a table in Spanish', async () => {
  localStorage.setItem('language', 'es');
  const { user } = await render(<BarChart name="Movimientos" summary="…" {...{ days, series }} />);
  await user.click(screen.getByText('Mostrar como tabla'));
  const table = await screen.findByRole('table', { name: 'Movimientos, día a día' });
  expect(within(table).getByRole('row', { name: '29 nov 2026 1 1.200' })).toBeVisible();
});

test('draws nothing where there is no day', async () => {
  await render(<BarChart name="Movements" summary="Nothing." days={[]} series={[]} />);
  expect(screen.queryByRole('img')).not.toBeInTheDocument();
});
