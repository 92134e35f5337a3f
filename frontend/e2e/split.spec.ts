/** Pages and API at two addresses; the pages are there even where the API is down. */
import { emailOf, PASSWORD } from './rig/sign-in.ts';
import { expect, test } from './rig/test.ts';

test.use({ rigName: 'split' });
// One after the other, since the last stops the API.
test.describe.configure({ mode: 'default' });

test('somebody signs in and reads, across origins and under the policy', async ({ page, rig }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/sign-in');
  await page.getByLabel(/e-?mail/i).fill(emailOf('clerk'));
  await page.getByLabel(/password/i).fill(PASSWORD);
  await page.keyboard.press('Enter');

  await expect(page).not.toHaveURL(/sign-in/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const ofApi = asked.filter((url) => url.includes('/api/'));
  expect(rig.api).not.toBe(rig.site);
  expect(ofApi.length).toBeGreaterThan(1);
  expect(ofApi.filter((url) => !url.startsWith(rig.api))).toEqual([]);
});

test('the page has the origin of the API in its tag and in its policy, and nowhere else', async ({
  request,
  rig,
}) => {
  const answer = await request.get('/');

  expect(await answer.text()).toContain(`<meta name="api-origin" content="${rig.api}" />`);
  expect(answer.headers()['content-security-policy']).toContain(`connect-src 'self' ${rig.api};`);
});

test.describe('an API that is down', () => {
  test.use({ role: 'clerk' });

  test('is told, and asked again when it is back', async ({ page, api, trouble }) => {
    test.setTimeout(240_000); // it starts a database
    trouble.expect(/ERR_CONNECTION_REFUSED/);
    await page.goto('/about');
    await expect(page.getByText('Version of the API')).toBeVisible();

    await api.stop();
    await page.getByRole('link', { name: 'Suppliers' }).click();
    await expect(page.getByRole('alert').first()).toContainText('The server cannot be reached', {
      timeout: 30_000,
    });

    await api.start();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(page.getByRole('table').first()).toBeVisible();
  });
});
