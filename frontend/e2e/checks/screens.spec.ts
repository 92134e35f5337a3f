/** Pictures of every page in build/screens, to be looked at: `SCREENS=1 npm run e2e -- --project checks screens`. */
import { SCREENS } from '../rig/places.ts';
import { test } from '../rig/test.ts';
import { open, PAGES, type Shown } from './pages.ts';

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const LANGUAGES = { en: 'en-GB', es: 'es-ES' };

test.skip(!process.env.SCREENS, 'pictures are taken when SCREENS=1 asks for them');

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
              const name = [shown.name, language, size, ...(colours === 'dark' ? ['dark'] : [])].join('.');
              await page.screenshot({ path: `${SCREENS}/${name}.png`, fullPage: true });
            }
          }
        });
      });
    }
  });
}
