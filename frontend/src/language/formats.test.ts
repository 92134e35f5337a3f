import { expect, test } from 'vitest';
import { firstLanguage, localeOf } from './choice';
import { formatsOf } from './formats';

test.each([
  ['en-GB', '1,234,567'],
  ['es-ES', '1.234.567'],
  ['es-MX', '1,234,567'],
])('numbers are grouped as in %s', (locale, written) => {
  expect(formatsOf(locale).number(1_234_567)).toBe(written);
});

test('a cost shows parts of a cent only where there are any', () => {
  expect(formatsOf('en-GB').cost('0.0125')).toBe('0.0125');
  expect(formatsOf('es-ES').cost('12.5000')).toBe('12,50');
});

test('an amount keeps every digit of a decimal that a float would lose', () => {
  expect(formatsOf('en-GB').amount('12345678901234567.89')).toBe('12,345,678,901,234,567.89');
  expect(formatsOf('es-ES').amount('1234.5')).toBe('1.234,50');
});

test('a calendar day stays that day whatever the time zone', () => {
  expect(formatsOf('en-GB').day('2026-03-01')).toBe('1 Mar 2026');
  expect(formatsOf('es-ES').day('2026-03-01')).toBe('1 mar 2026');
});

test('plurals follow the language, and the number is written in its way', () => {
  const pieces = { one: '# pieza', other: '# piezas' };
  const { plural } = formatsOf('es-ES');
  expect([plural(1, pieces), plural(0, pieces), plural(2500, pieces)]).toEqual([
    '1 pieza',
    '0 piezas',
    '2.500 piezas',
  ]);
});

test('a change carries its sign, and nothing has none', () => {
  const { change } = formatsOf('en-GB');
  expect([change(3), change(-2), change(0)]).toEqual(['+3', '-2', '0']);
  expect(formatsOf('es-ES').change(1500)).toBe('+1.500');
});

test('what was a moment ago is told in words', () => {
  const now = new Date('2026-11-29T12:00:00Z');
  const { ago } = formatsOf('en-GB');
  expect(ago('2026-11-29T11:58:00Z', now)).toBe('2 minutes ago');
  expect(ago('2026-11-28T12:00:00Z', now)).toBe('yesterday');
});

test.each([
  ['es', ['en-GB'], 'es'],
  [null, ['de-DE', 'es-MX', 'en'], 'es'],
  [null, ['fr-FR'], 'en'],
  ['klingon', ['es'], 'es'],
] as const)('remembered %s, wished %j: %s', (remembered, wished, language) => {
  expect(firstLanguage(remembered, wished)).toBe(language);
});

test('numbers follow the region that the browser prefers for a language', () => {
  expect(localeOf('es', ['en-US', 'es-MX', 'es-ES'])).toBe('es-MX');
  expect(localeOf('es', ['en-US'])).toBe('es');
});
