import { expect, test } from 'vitest';
import { LIMITS } from '@/api/limits';
import { decimalMark, isSameCost, typedCost, writtenCost } from './cost';

test.each([
  ['12', '.', '12'],
  ['12.5', '.', '12.5'],
  [' 0.0125 ', '.', '0.0125'],
  ['12,5', ',', '12.5'],
  ['1,234', ',', '1.234'],
  ['12.50', ',', '12.50'],
  ['12,50', '.', '12.50'],
] as const)('understands %j where the mark is %j', (typed, mark, decimal) => {
  expect(typedCost(typed, mark)).toBe(decimal);
});

test.each([
  ['1.234', ','],
  ['1,234', '.'],
  ['1,234.50', '.'],
  ['123456789', '.'],
  ['1.23456', '.'],
  ['-1', '.'],
  ['1e3', '.'],
  ['.5', '.'],
  ['', '.'],
] as const)('refuses %j where the mark is %j', (typed, mark) => {
  expect(typedCost(typed, mark)).toBeUndefined();
});

test.each([
  ['12.5000', ',', '12,50'],
  ['0.0125', '.', '0.0125'],
  ['7.0000', ',', '7'],
] as const)('writes %j with %j as %j', (decimal, mark, written) => {
  expect(writtenCost(decimal, mark)).toBe(written);
});

test('takes as much as the API, and no more', () => {
  expect(typedCost(String(LIMITS.unitCost), '.')).toBe('99999999.9999');
  expect(typedCost('100000000', '.')).toBeUndefined();
});

test('knows the mark of a locale, and the same cost in two spellings', () => {
  expect([decimalMark('es-ES'), decimalMark('es-MX'), decimalMark('en-GB')]).toEqual([',', '.', '.']);
  expect(isSameCost('12.5', '012.5000')).toBe(true);
  expect(isSameCost('12.5', '12.51')).toBe(false);
});
