import { expect, test } from 'vitest';
import { glanceAt, LARGEST } from './glance';

const fileOf = (...parts: BlobPart[]) => new File(parts, 'some.csv');

test('reads headings and rows by the separator of the first line, with a mark or without', async () => {
  expect(await glanceAt(fileOf('\ufeffSKU;Nombre\r\nA;"Uno; dos"\r\n\r\n'))).toEqual({
    headings: ['SKU', 'Nombre'],
    rows: [['A', 'Uno; dos']],
    isWhole: true,
  });
  expect(await glanceAt(fileOf('sku,name\nA,"1,5"\n'))).toMatchObject({ rows: [['A', '1,5']] });
});

test('shows eight rows of a large file, of which it reads only the beginning', async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => `SKU-${String(n)},Ñandú\n`).join('');
  const glance = await glanceAt(fileOf('sku,name\n', rows));
  expect(glance).toMatchObject({ headings: ['sku', 'name'], isWhole: false });
  expect(glance).toHaveProperty('rows.length', 8);
});

test('knows what cannot be imported before it is sent', async () => {
  const large = fileOf('sku\n');
  Object.defineProperty(large, 'size', { value: LARGEST + 1 });
  expect(await glanceAt(large)).toEqual({ fault: 'tooLarge' });
  expect(await glanceAt(fileOf(''))).toEqual({ fault: 'empty' });
  expect(await glanceAt(fileOf(' \r\n'))).toEqual({ fault: 'empty' });
  expect(await glanceAt(fileOf('PK\x03\x04rest'))).toEqual({ fault: 'notCsv' });
  expect(await glanceAt(fileOf(new Uint8Array([0x73, 0xf1, 0x2c])))).toEqual({ fault: 'notUtf8' });
  expect(await glanceAt(fileOf(new Uint8Array([0xff, 0xfe, 0x73, 0])))).toEqual({ fault: 'notUtf8' });
});
