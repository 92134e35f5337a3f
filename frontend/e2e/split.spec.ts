/** Pages and API at two addresses. */
import { emailOf, PASSWORD } from './rig/sign-in.ts';
import { expect, test } from './rig/test.ts';

test.use({ rigName: 'split' });

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
