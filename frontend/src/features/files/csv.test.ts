import { expect, test } from 'vitest';
import { separatorOf } from '@/catalogue/export-link';
import { csvOf } from './csv';

test('writes a file as spreadsheet programs of the language read it', () => {
  expect(separatorOf('en')).toBe('comma');
  expect(separatorOf('es')).toBe('semicolon');
  expect(
    csvOf(
      [
        ['SKU', 'Coste'],
        ['A', '12,50'],
      ],
      'semicolon',
    ),
  ).toBe('\ufeffSKU;Coste\r\nA;12,50\r\n');
});

test('puts quotation marks where a cell needs them', () => {
  expect(csvOf([['a,b', 'say "no"', 'two\nlines']], 'comma')).toBe(
    '\ufeff"a,b","say ""no""","two\nlines"\r\n',
  );
});

test('lets no cell be run as a formula', () => {
  expect(csvOf([['=1+1', "'=1", '-2', 'plain']], 'comma')).toBe("\ufeff'=1+1,''=1,'-2,plain\r\n");
});
