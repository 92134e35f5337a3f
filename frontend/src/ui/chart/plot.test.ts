import { expect, test } from 'vitest';
import { dayTicks } from './day-ticks';
import { plotOf } from './plot';

function daysUntil(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(last) - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [37, [0, 10, 20, 30, 40]],
  [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
])('marks whole and round quantities up to %d', (most, ticks) => {
  expect(plotOf(600, 30, most, String).ticks).toEqual(ticks);
});

test('finds the day of a place, and the nearest one outside of the plot', () => {
  const plot = plotOf(600, 30, 10, String);
  expect(plot.dayAt(plot.x(12) + 1)).toBe(12);
  expect(plot.dayAt(-50)).toBe(0);
  expect(plot.dayAt(900)).toBe(29);
});

test.each([
  [7, 10, '2026-11-29'],
  [30, 5, '2026-11-23'],
  [90, 6, '2026-11-15'],
  [365, 12, '2026-11-01'],
  [365, 4, '2026-10-01'],
])('names round days of %d where there is room for %d', (count, room, latest) => {
  const days = daysUntil('2026-11-29', count);
  const ticks = dayTicks(days, room);
  expect(ticks.length).toBeLessThanOrEqual(room);
  expect(days[ticks.at(-1) ?? -1]).toBe(latest);
});
