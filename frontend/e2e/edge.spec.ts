/** What the edge promises, seen from the outside. */
import { execFileSync } from 'node:child_process';
import { PYTHON, ROOT } from './rig/places.ts';
import { expect, test } from './rig/test.ts';

const SAY_HEADERS = `
import json
from embedded.distribution import distribution
print(json.dumps(distribution().answer({})))
`;
const promised = JSON.parse(
  execFileSync(PYTHON, ['-c', SAY_HEADERS], { cwd: `${ROOT}app`, encoding: 'utf8' }),
) as Record<string, string>;

for (const path of ['/', '/index.html', '/sign-in', '/products/42']) {
  test(`${path} is the page, with the headers of the template`, async ({ request }) => {
    const answer = await request.get(path);

    expect(answer.status()).toBe(200);
    expect(answer.headers()).toMatchObject({ ...promised, 'content-type': 'text/html; charset="utf-8"' });
    expect(await answer.text()).toContain('<div id="root">');
  });
}

for (const path of ['/assets/none-123.js', '/none.txt', '/assets/', '/assets/none']) {
  test(`${path} is missing, and not the page`, async ({ request }) => {
    const answer = await request.get(path);

    expect(answer.status()).toBe(404);
    expect(answer.headers()).toMatchObject(promised);
    expect(await answer.text()).toBe('Not Found\n');
  });
}

test('an asset is kept for ever, and travels compressed', async ({ request }) => {
  const page = await (await request.get('/')).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '';

  const answer = await request.get(script);

  expect(answer.headers()).toMatchObject({
    ...promised,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'gzip',
  });
});

test('whoever is not signed in is led to the sign-in', async ({ page }) => {
  await page.goto('/products');

  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByLabel(/password/i)).toBeVisible();
});
