/** Offline; what an API that is down leads to, the split rig tells. */
import { expect, test } from '../rig/test.ts';

test.describe('a device without a connection', () => {
  test.use({ role: 'clerk' });

  test('says so, keeps what is shown, and goes on by itself', async ({ page, context, trouble }) => {
    trouble.expect(/ERR_INTERNET_DISCONNECTED/);
    await page.goto('/suppliers');
    await expect(page.getByRole('table').first()).toBeVisible();

    await context.setOffline(true);
    await expect(page.getByText('This device has no connection.', { exact: false })).toBeVisible();
    await expect(page.getByRole('table').first()).toBeVisible();

    await context.setOffline(false);
    await expect(page.getByText('This device has no connection.', { exact: false })).toBeHidden();
  });
});
