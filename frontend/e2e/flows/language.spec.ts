/** English and Spanish. */
import { expect, test } from '../rig/test.ts';

test.describe('a browser that prefers Spanish', () => {
  test.use({ locale: 'es-ES' });

  test('is spoken to in Spanish from the first page', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Iniciar sesión' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  });
});

test.describe('somebody at work', () => {
  test.use({ role: 'clerk' });

  test('changes the language at once, keeps the page, and finds it again the next time', async ({ page }) => {
    await page.goto('/about');
    await expect(page.getByRole('heading', { level: 1, name: 'About' })).toBeVisible();
    await page.getByText('Español').click();
    await expect(page.getByRole('heading', { level: 1, name: 'Acerca de' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Acerca de' })).toBeVisible();
    await expect(page).toHaveTitle('Acerca de · Inventario');
  });

  test('is told by the API in the same language what is wrong', async ({ page, trouble }) => {
    trouble.expect(/404/);
    await page.goto('/products/999999999');
    await expect(page.getByText('There is nothing at this address', { exact: false })).toBeVisible();
    await page.getByText('Español').click();
    await page.reload();
    await expect(page.getByText('No hay nada en esta dirección', { exact: false })).toBeVisible();
  });
});
