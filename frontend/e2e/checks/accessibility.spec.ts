/** axe finds nothing serious on any page, in either colours, on either screen. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../rig/test.ts';
import { open, PAGES } from './pages.ts';

const WEIGHTY = new Set(['serious', 'critical']);

for (const shown of PAGES) {
  test.describe(shown.name, () => {
    test.use({ role: shown.role });

    for (const colours of ['light', 'dark'] as const) {
      test(`nothing stands in the way, in ${colours} colours`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
        await open(page, shown);
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 844 });
          const { violations } = await new AxeBuilder({ page }).analyze();

          const found = violations.filter(({ impact }) => WEIGHTY.has(impact ?? ''));
          const told = found.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
          );
          expect(told, `${String(width)} pixels wide`).toEqual([]);
        }
      });
    }
  });
}
