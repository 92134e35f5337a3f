/** A deploy while a tab is open. */
import { expect, test } from '../rig/test.ts';

test.use({ role: 'clerk' });

test('a tab offers to reload when another build is deployed, and works on until then', async ({
  page,
  context,
}) => {
  await page.goto('/about');
  await expect(page.getByRole('heading', { level: 1, name: 'About' })).toBeVisible();
  await expect(page.getByText('A new version is ready.')).toBeHidden();

  await context.route('**/build.json', (route) => route.fulfill({ json: { build: 'another' } }));
  // What the browser tells a page that is looked at again.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));

  await expect(page.getByText('A new version is ready.')).toBeVisible();
  await page.getByRole('link', { name: 'Suppliers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Suppliers' })).toBeVisible();
  await context.unroute('**/build.json');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText('A new version is ready.')).toBeHidden();
});

test('a part that is gone after all is said, and a reload offered', async ({ page, trouble }) => {
  trouble.expect(/Failed to (fetch|load)/, /404/, /MissingPart/);
  await page.goto('/about');
  await expect(page.getByRole('heading', { level: 1, name: 'About' })).toBeVisible();
  await page.route('**/assets/suppliers-page-*.js', (route) =>
    route.fulfill({ status: 404, body: 'Not Found' }),
  );
  await page.getByRole('link', { name: 'Suppliers' }).click();
  await expect(
    page.getByRole('heading', { name: 'A part of the application could not be loaded' }),
  ).toBeVisible();
  await page.unroute('**/assets/suppliers-page-*.js');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Suppliers' })).toBeVisible();
});
