/** Import of a file that is wrong, then of the same when it is right; and a way back out as a file. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '../rig/test.ts';

test.use({ role: 'manager' });

function sheet(rows: string[][]): { name: string; mimeType: string; buffer: Buffer } {
  const text = rows.map((row) => row.join(',')).join('\r\n');
  return { name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${text}\r\n`) };
}

test('a faulty file is told row by row and writes nothing; the mended one is imported', async ({
  page,
  trouble,
}) => {
  trouble.expect(/422/);
  const mark = `I-${randomUUID().slice(0, 8).toUpperCase()}`;
  const rows = Array.from({ length: 40 }, (_, row) => [
    `${mark}-${String(row)}`,
    `Imported ${String(row)}`,
    '2.50',
  ]);
  const heading = ['SKU', 'Name', 'Unit cost'];
  const faulty = [...rows.slice(0, 38), ['not a sku', 'Wrong', '1'], [`${mark}-39`, 'Wrong too', 'dear']];

  await page.goto('/files');
  await page.getByLabel(/Choose a CSV file/).setInputFiles(sheet([heading, ...faulty]));
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('alert')).toContainText('The file cannot be used yet');
  const faults = page.getByRole('table').filter({ hasText: 'What is expected' });
  await expect(faults.getByRole('row', { name: /40.*not a sku/ })).toBeVisible();
  await expect(faults.getByRole('row', { name: /41.*dear/ })).toBeVisible();
  await page.goto(`/products?q=${mark}`);
  await expect(page.getByText('No product matches this search.')).toBeVisible();

  await page.goto('/files');
  await page.getByLabel(/Choose a CSV file/).setInputFiles(sheet([heading, ...rows]));
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('40 rows: 40 new, 0 changed, 0 unchanged.')).toBeVisible();
  await page.getByRole('button', { name: 'Import 40 rows' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('The file is imported')).toBeVisible();
  await page.goto(`/products?q=${mark}-3`);
  await expect(page.getByRole('link', { name: 'Imported 39', exact: true })).toBeVisible();
});

test('what a search has found comes back as a file', async ({ page }) => {
  await page.goto('/products?q=BAT-');
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  const [heading, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(heading?.toLowerCase()).toContain('sku');
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.every((line) => line.includes('BAT-'))).toBe(true);
});
