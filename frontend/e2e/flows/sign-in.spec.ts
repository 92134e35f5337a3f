/** The way in, the way out, and what happens when a session ends in between. */
import { emailOf, PASSWORD } from '../rig/sign-in.ts';
import { expect, test } from '../rig/test.ts';

test('a wrong password is told, a right one leads to the page that was asked for', async ({
  page,
  trouble,
}) => {
  trouble.expect(/401/);
  await page.goto('/about');
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fabout$/);

  await page.getByLabel('E-mail address').fill(emailOf('clerk'));
  await page.getByLabel('Password').fill('a wrong one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('check both');

  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'About' })).toBeVisible();
  await expect(page).toHaveURL(/\/about$/);
});

test('after signing out, the back button shows nothing of before', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(emailOf('viewer'));
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Products' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('the keyboard alone leads in, and the focus starts where one types', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').focus();
  await page.keyboard.type(emailOf('viewer'));
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
});
