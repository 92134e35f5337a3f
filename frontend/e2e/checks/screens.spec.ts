/** Pictures of every page in build/screens, to be looked at; none of the pages is wider than its screen. */
import type { Page } from '@playwright/test';
import { SCREENS } from '../rig/places.ts';
import { expect, test } from '../rig/test.ts';
import { open, PAGES, type Shown } from './pages.ts';

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const LANGUAGES = { en: 'en-GB', es: 'es-ES' };

/** Wait until the page has taken its new size, of which charts hear one frame later. */
async function drawn(page: Page): Promise<void> {
  for (let frame = 0; frame < 3; frame++)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

function coloursOf({ isDark }: Shown): ('light' | 'dark')[] {
  return isDark ? ['light', 'dark'] : ['light'];
}

for (const [language, locale] of Object.entries(LANGUAGES)) {
  test.describe(language, () => {
    test.use({ locale });
    for (const shown of PAGES) {
      test.describe(shown.name, () => {
        test.use({ role: shown.role });
        test('is pictured', async ({ page }) => {
          await page.emulateMedia({ reducedMotion: 'reduce' });
          await open(page, shown);
          for (const colours of coloursOf(shown)) {
            await page.emulateMedia({ colorScheme: colours });
            for (const [size, viewport] of Object.entries(SIZES)) {
              await page.setViewportSize(viewport);
              await drawn(page);
              const width = await page.evaluate(() => document.documentElement.scrollWidth);
              expect(width, `${shown.name} on a ${size}`).toBeLessThanOrEqual(viewport.width);
              const name = [shown.name, language, size, ...(colours === 'dark' ? ['dark'] : [])].join('.');
              await page.screenshot({ path: `${SCREENS}/${name}.png`, fullPage: true });
            }
          }
        });
      });
    }
  });
}
