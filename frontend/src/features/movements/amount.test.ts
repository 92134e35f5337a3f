import { expect, test } from 'vitest';
import { amountFault, amountOf, numberOf } from './amount';

test.each([
  ['5', 5],
  [' 1 000 ', 1000],
  ['−3', -3],
  ['+3', 3],
  ['1,5', undefined],
  ['1e3', undefined],
  ['', undefined],
])('reads %o as %o', (typed, number) => {
  expect(numberOf(typed)).toBe(number);
});

test.each([
  ['receipt', '0', 'tooSmall'],
  ['issue', '-1', 'tooSmall'],
  ['transfer', '1000000001', 'tooLarge'],
  ['count', '-1', 'tooSmall'],
  ['adjustment', '0', 'zero'],
  ['adjustment', '-1000000001', 'tooSmall'],
  ['adjustment', 'x', 'notWhole'],
] as const)('finds what is wrong: %s %s', (kind, typed, fault) => {
  expect(amountFault(kind, typed)).toBe(fault);
  expect(amountOf(kind, typed)).toBeUndefined();
});

test('lets nothing be counted, and anything be taken away', () => {
  expect(amountOf('count', '0')).toBe(0);
  expect(amountOf('adjustment', '−1000000000')).toBe(-1_000_000_000);
});
