/** axe finds nothing serious on any page: in light colours on a desktop, in dark ones on a phone. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../rig/test.ts';
import { open, PAGES } from './pages.ts';

const SCREENS = { light: { width: 1280, height: 800 }, dark: { width: 390, height: 844 } } as const;
const WEIGHTY = new Set(['serious', 'critical']);

for (const shown of PAGES) {
  test.describe(shown.name, () => {
    test.use({ role: shown.role });

    for (const colours of ['light', 'dark'] as const) {
      test(`nothing stands in the way, in ${colours} colours`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
        await page.setViewportSize(SCREENS[colours]);
        await open(page, shown);
        const { violations } = await new AxeBuilder({ page }).analyze();

        const found = violations.filter(({ impact }) => WEIGHTY.has(impact ?? ''));
        expect(
          found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
        ).toEqual([]);
      });
    }
  });
}
