import { expect, test } from 'vitest';
import { filterCount, filtersOf, productSearch } from './search';

test('keeps what an address asks for in good form', () => {
  const search = { q: 'cable', category: 3, supplier: 4, active: false, sort: '-name' };
  expect(productSearch(search)).toEqual(search);
  expect(filterCount(productSearch(search))).toBe(3);
  expect(filtersOf(productSearch(search))).toEqual({
    q: 'cable',
    category_id: 3,
    supplier_id: 4,
    active: false,
  });
});

test.each([
  { q: ['a'] },
  { q: '   ' },
  { q: '\0' },
  { category: 'x' },
  { category: -1 },
  { supplier: 1.5 },
  { active: 'yes' },
  { sort: 'price' },
  { sort: 'sku' },
  { other: 1 },
])('leaves out what makes no sense or goes without saying: %j', (given) => {
  expect(productSearch(given)).toEqual({});
});

test('reads digits as text, and no more text than the API takes', () => {
  expect(productSearch({ q: 4012345678901 })).toEqual({ q: '4012345678901' });
  expect(productSearch({ q: 'x'.repeat(300) }).q).toHaveLength(100);
});
