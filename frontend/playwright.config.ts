import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, browserPath, ROOT } from './e2e/rig/places.ts';

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
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: browserPath(),
      args: BROWSER_FLAGS,
    },
  },
  projects: [
    { name: 'pages', testIgnore: 'checks/**' },
    { name: 'checks', testMatch: 'checks/**/*.spec.ts', testIgnore: '**/lighthouse.spec.ts' },
    // After the others, since it measures time, and in one process.
    {
      name: 'speed',
      testMatch: 'checks/lighthouse.spec.ts',
      fullyParallel: false,
      workers: 1,
      dependencies: ['pages', 'checks'],
    },
  ],
});
