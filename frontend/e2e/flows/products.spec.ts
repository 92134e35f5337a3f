/** Finding products, and the way back. */
import { Storeroom } from '../rig/stock.ts';
import { expect, test } from '../rig/test.ts';

test.use({ role: 'manager' });

test('a search as one types finds, narrows down, stays in the address, and the back button returns to it', async ({
  page,
  rig,
}) => {
  const storeroom = await Storeroom.of(rig);
  const item = await storeroom.product('Searched');
  await storeroom.close();
  await page.goto('/products');
  await expect(page.getByRole('rowheader').first()).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.type(item.sku.toLowerCase(), { delay: 30 });
  const found = page.getByRole('link', { name: item.name });
  await expect(found).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`q=${item.sku.toLowerCase()}`));

  await found.click();
  await expect(page.getByRole('heading', { level: 1, name: item.name })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await expect(page.getByRole('searchbox')).toHaveValue(item.sku.toLowerCase());
});

test('the keyboard goes through the rows and opens one', async ({ page }) => {
  await page.goto('/products');
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const name = await page.getByRole('rowheader').nth(1).innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name.split('\n')[0] ?? name);
});

test('the list goes on without an end, each product once, and sorts by name', async ({ page }) => {
  await page.goto('/products?sort=-name');
  const names = page.getByRole('rowheader');
  await expect(names.first()).toBeVisible();
  const few = await names.count();
  await names.last().scrollIntoViewIfNeeded();
  await expect.poll(() => names.count()).toBeGreaterThan(few);
  const all = await page
    .getByRole('rowheader')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(new Set(all).size).toBe(all.length);
});

test('a product is added and changed, and a second of the same SKU refused', async ({ page, trouble }) => {
  trouble.expect(/409/);
  const sku = `N-${String(Date.now())}`;
  await page.goto('/products/new');
  await page.getByLabel('SKU').fill(sku);
  await page.getByLabel('Name').fill('A new lamp');
  await page.getByRole('button', { name: /^(Add|Save|Create)/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A new lamp' })).toBeVisible();

  await page.getByRole('link', { name: /^Edit|Change/ }).click();
  await page.getByLabel('Name').fill('A better lamp');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A better lamp' })).toBeVisible();

  await page.goto('/products/new');
  await page.getByLabel('SKU').fill(sku);
  await page.getByLabel('Name').fill('The same again');
  await page.getByRole('button', { name: /^(Add|Save|Create)/ }).click();
  await expect(page.getByText('Another product has this SKU.')).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('The same again');
});
