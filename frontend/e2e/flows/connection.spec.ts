/** Offline, and an API that is down. */
import { signedIn } from '../rig/sign-in.ts';
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

test('an API that is down is told, and asked again when it is back', async ({ browser, ownRig }) => {
  test.setTimeout(240_000); // it starts a database twice
  const addresses = await ownRig.start();
  const context = await browser.newContext({
    baseURL: addresses.site,
    storageState: await signedIn(addresses, 'clerk'),
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto('/about');
  await expect(page.getByText('Version of the API')).toBeVisible();

  await ownRig.stop();
  await page.getByRole('link', { name: 'Suppliers' }).click();
  await expect(page.getByRole('alert').first()).toContainText('The server cannot be reached', {
    timeout: 30_000,
  });

  await ownRig.start();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await context.close();
});
