/** 200,000 products. */
import { expect, test } from './rig/test.ts';

test.use({ rigName: 'large', role: 'manager' });

test('the first page of the list comes at once', async ({ page }) => {
  await page.goto('/products');

  await expect(page.getByRole('table').first()).toBeVisible();
});
