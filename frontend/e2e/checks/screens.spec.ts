/** Pictures of every page in build/screens, to be looked at; none of the pages is wider than its screen. */
import { SCREENS } from '../rig/places.ts';
import { expect, test } from '../rig/test.ts';
import { open, PAGES, type Shown } from './pages.ts';

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const LANGUAGES = { en: 'en-GB', es: 'es-ES' };

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
          for (const colours of coloursOf(shown)) {
            await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
            for (const [size, viewport] of Object.entries(SIZES)) {
              await page.setViewportSize(viewport);
              await open(page, shown);
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
