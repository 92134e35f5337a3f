/**
 * Pictures of every page in build/screens, to be looked at. None of the pages is wider than its screen, and axe finds
 * nothing serious on them: in light colours on a desktop, in dark ones on a phone. A page is loaded once for all of it.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { SCREENS } from '../rig/places.ts';
import { expect, test } from '../rig/test.ts';
import { open, PAGES } from './pages.ts';

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const LANGUAGES = { en: 'en-GB', es: 'es-ES' };
const COLOURS = ['light', 'dark'] as const;
/** Where axe looks. */
const EXAMINED = new Set(['desktop.light', 'phone.dark']);
const WEIGHTY = new Set(['serious', 'critical']);
/** Lines of a list that are shown: more of them look like these, and to draw and examine them takes minutes. */
const LINES = 20;

type Size = keyof typeof SIZES;
type Colours = (typeof COLOURS)[number];

/** Lists end after their first lines. */
async function shorten(page: Page): Promise<void> {
  await page.route(/[?&]limit=/, async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', String(LINES));
    const response = await route.fetch({ url: url.href });
    const list = (await response.json()) as { items: unknown[]; next: string | null };
    await route.fulfill({ response, json: { ...list, next: null } });
  });
}

async function put(page: Page, size: Size, colours: Colours): Promise<void> {
  await page.emulateMedia({ colorScheme: colours });
  await page.setViewportSize(SIZES[size]);
  await drawn(page);
}

/** Wait until the page has taken its new size, of which charts hear one frame later. */
async function drawn(page: Page): Promise<void> {
  for (let frame = 0; frame < 3; frame++)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

async function expectFits(page: Page, size: Size): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `the width on a ${size}`).toBeLessThanOrEqual(SIZES[size].width);
}

async function expectNothingInTheWay(page: Page): Promise<void> {
  // No page has a frame, and what is not violated need not be told.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  const found = violations.filter(({ impact }) => WEIGHTY.has(impact ?? ''));
  expect(
    found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

for (const [language, locale] of Object.entries(LANGUAGES)) {
  test.describe(language, () => {
    test.use({ locale });
    for (const shown of PAGES) {
      test.describe(shown.name, () => {
        test.use({ role: shown.role });
        test('fits its screen, and nothing stands in the way', async ({ page }) => {
          test.setTimeout(240_000); // axe takes long on a busy machine
          await page.emulateMedia({ reducedMotion: 'reduce' });
          await shorten(page);
          await open(page, shown);
          for (const colours of COLOURS) {
            for (const size of Object.keys(SIZES) as Size[]) {
              const isExamined = language === 'en' && EXAMINED.has(`${size}.${colours}`);
              const isPictured = colours === 'light' || shown.isDark;
              if (!isExamined && !isPictured) continue;
              await put(page, size, colours);
              await expectFits(page, size);
              if (isExamined) await expectNothingInTheWay(page);
              if (!isPictured) continue;
              const name = [shown.name, language, size, ...(colours === 'dark' ? ['dark'] : [])].join('.');
              await page.screenshot({ path: `${SCREENS}/${name}.png`, fullPage: true });
            }
          }
        });
      });
    }
  });
}
