/** Receive, issue, transfer; two people and one piece; a lost answer; a session that ends. */
import type { Page } from '@playwright/test';
import { signedIn, PASSWORD } from '../rig/sign-in.ts';
import { Storeroom, type Item } from '../rig/stock.ts';
import { expect, test as plain } from '../rig/test.ts';

const test = plain.extend<{ storeroom: Storeroom }>({
  storeroom: async ({ rig }, use) => {
    const storeroom = await Storeroom.of(rig);
    await use(storeroom);
    await storeroom.close();
  },
});
test.use({ role: 'clerk' });

/** Choose a product as a scanner does: its digits, then Enter. */
async function scan(page: Page, { barcode, name }: Item) {
  const field = page.getByRole('combobox', { name: 'Product' });
  await field.fill(barcode);
  await field.press('Enter');
  await expect(field).toHaveValue(new RegExp(name.split(' ').at(-1) ?? name));
}

async function choose(page: Page, field: string, code: string) {
  const menu = page.getByLabel(field, { exact: true });
  const option = menu.locator('option', { hasText: new RegExp(`^${code}\\b(?!-)`) }).first();
  await menu.selectOption((await option.getAttribute('value')) ?? '');
}

const quantity = (page: Page) => page.getByLabel(/^(Quantity|Counted|Change)/);

test('what comes in goes out and moves on, and the ledger says so', async ({ page, storeroom }) => {
  const item = await storeroom.product('Lamp');

  await page.goto('/movements/new/receipt');
  await scan(page, item);
  await choose(page, 'Location', 'MAIN');
  await quantity(page).fill('12');
  await page.getByRole('button', { name: 'Record receipt' }).click();
  await expect(page.getByText('Receipt recorded').first()).toBeVisible();

  await page.getByRole('link', { name: 'Issue', exact: true }).click();
  await scan(page, item);
  await choose(page, 'Location', 'MAIN');
  await quantity(page).fill('2');
  await page.getByRole('button', { name: 'Record issue' }).click();
  await expect(page.getByText('Issue recorded').first()).toBeVisible();

  await page.getByRole('link', { name: 'Transfer', exact: true }).click();
  await scan(page, item);
  await choose(page, 'From', 'MAIN');
  await choose(page, 'To', 'NORTH');
  await quantity(page).fill('4');
  await page.getByRole('button', { name: 'Record transfer' }).click();
  await expect(page.getByText('Transfer recorded').first()).toBeVisible();

  expect(await storeroom.levels(item)).toEqual({ MAIN: 6, NORTH: 4 });
  await page.goto(`/products/${String(item.id)}`);
  await expect(page.getByRole('heading', { level: 1, name: item.name })).toBeVisible();
  const history = page.getByRole('table', { name: /movement history/i });
  await expect(history.getByRole('row')).toHaveCount(1 + 4); // the transfer has two lines
});

test('of two who take the last piece one gets it, and the other is told what there is', async ({
  page,
  browser,
  rig,
  storeroom,
  trouble,
}) => {
  trouble.expect(/409/);
  const item = await storeroom.product('Last piece');
  await storeroom.receive(item, 'MAIN', 1);
  const others = await browser.newContext({
    baseURL: rig.site,
    storageState: await signedIn(rig, 'manager'),
    locale: 'en-GB',
  });
  const pages = [page, await others.newPage()];
  for (const each of pages) {
    await each.goto(`/movements/new/issue?product=${String(item.id)}`);
    await choose(each, 'Location', 'MAIN');
    await quantity(each).fill('1');
  }

  await Promise.all(pages.map((each) => each.getByRole('button', { name: 'Record issue' }).click()));

  const got = (each: Page) => each.getByText('Issue recorded').first();
  const short = (each: Page) => each.getByText('There is not enough stock').first();
  for (const each of pages) await expect(got(each).or(short(each))).toBeVisible();
  const winners = await Promise.all(pages.map((each) => got(each).isVisible()));
  expect(winners.filter(Boolean)).toHaveLength(1);
  const loser = pages[winners.indexOf(false)]!;
  await expect(loser.getByText('There is nothing of it at this location now.')).toBeVisible();
  expect(await storeroom.levels(item)).toEqual({ MAIN: 0 });
  await others.close();
});

test('a movement whose answer was lost is written once when it is sent again', async ({
  page,
  storeroom,
  trouble,
}) => {
  trouble.expect(/ERR_FAILED/);
  const item = await storeroom.product('Lost answer');
  await page.goto(`/movements/new/receipt?product=${String(item.id)}`);
  await choose(page, 'Location', 'MAIN');
  await quantity(page).fill('5');
  await page.route('**/api/v1/movements/receipts', async (route) => {
    await route.fetch(); // it arrives, and is carried out
    await route.abort();
  });
  await page.getByRole('button', { name: 'Record receipt' }).click();
  await expect(page.getByRole('alert').first()).toContainText('not known whether');
  expect(await storeroom.levels(item)).toEqual({ MAIN: 5 });

  await page.unroute('**/api/v1/movements/receipts');
  await page
    .getByRole('button', { name: /Record receipt|Try again/ })
    .first()
    .click();
  await expect(page.getByText('Receipt recorded').first()).toBeVisible();
  expect(await storeroom.levels(item)).toEqual({ MAIN: 5 });
  expect(await storeroom.movements(item)).toBe(1);
});

test('a session that ends costs nothing that was typed', async ({ page, context, storeroom, trouble }) => {
  trouble.expect(/401/);
  const item = await storeroom.product('Interrupted');
  await page.goto(`/movements/new/receipt?product=${String(item.id)}`);
  await choose(page, 'Location', 'MAIN');
  await quantity(page).fill('3');
  await page.getByLabel(/^Reason/).fill('a delivery with a long story');
  await context.clearCookies({ name: 'session' });

  await page.getByRole('button', { name: 'Record receipt' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();

  await expect(page.getByLabel(/^Reason/)).toHaveValue('a delivery with a long story');
  await page.getByRole('button', { name: 'Record receipt' }).click();
  await expect(page.getByText('Receipt recorded').first()).toBeVisible();
  expect(await storeroom.levels(item)).toEqual({ MAIN: 3 });
});

test('a reload in between keeps what was typed', async ({ page, storeroom }) => {
  const item = await storeroom.product('Reloaded');
  await page.goto(`/movements/new/receipt?product=${String(item.id)}`);
  await choose(page, 'Location', 'MAIN');
  await quantity(page).fill('7');
  await page.reload();
  await expect(quantity(page)).toHaveValue('7');
});
