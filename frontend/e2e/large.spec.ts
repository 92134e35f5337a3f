/** 200,000 products. */
import { expect, test } from './rig/test.ts';

test.use({ rigName: 'large', role: 'manager' });

test('the list begins at once and goes on page after page, each product once', async ({ page }) => {
  await page.goto('/products');
  const rows = page.getByRole('rowheader');
  await expect(rows.first()).toBeVisible();

  for (const least of [51, 101, 151]) {
    await rows.last().scrollIntoViewIfNeeded();
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(least);
  }

  const names = await rows
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(new Set(names).size).toBe(names.length);
});

test('a search finds the one of 200,000, and says where there is none', async ({ page }) => {
  await page.goto('/products?sort=-sku');
  const rows = page.getByRole('rowheader');
  const last = (await rows.first().innerText()).split('\n')[0] ?? '';
  const sku = /[A-Z]+-\d+/.exec(await page.getByRole('row').nth(1).innerText())?.[0] ?? '';
  expect(sku).not.toBe('');

  await page.getByRole('searchbox').fill(sku);
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText(last);

  await page.getByRole('searchbox').fill('no such thing in all the house');
  await expect(rows).toHaveCount(0);
  await expect(page.getByText(/match/)).toBeVisible();
});
