import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, browserPath, ROOT } from './e2e/rig/places.ts';

/** Where time is judged: after the others, and in one process. */
const ALONE = { fullyParallel: false, workers: 1, dependencies: ['pages', 'checks'] };

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/rig/setup.ts',
  outputDir: `${ROOT}build/e2e-results`,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: Number(process.env.JOBS ?? 2),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list', { printSteps: false }]],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    // Its pictures of each step take a fifth of the time of all.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: browserPath(),
      args: BROWSER_FLAGS,
    },
  },
  projects: [
    { name: 'pages', testIgnore: 'checks/**' },
    { name: 'checks', testMatch: 'checks/**/*.spec.ts', testIgnore: '**/lighthouse.spec.ts' },
    {
      name: 'speed',
      testMatch: 'checks/lighthouse.spec.ts',
      ...(process.env.LIGHTHOUSE_JUDGES ? ALONE : {}),
    },
  ],
});
