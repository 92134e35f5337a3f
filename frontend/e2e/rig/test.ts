import { test as plain } from '@playwright/test';
import { rigOf, stopRig } from './desk.ts';
import type { Addresses, Plan } from './rig.ts';
import { signedIn, type Role } from './sign-in.ts';
import { Trouble } from './trouble.ts';

export { expect } from '@playwright/test';

/** The rigs that all tests share, each started for the first test that asks for it. */
const PLANS = {
  usual: { rows: 1000 },
  large: { rows: 200_000 },
  split: { rows: 1000, isSplit: true },
} satisfies Record<string, Plan>;

interface Options {
  /** Who is signed in when the test begins; nobody, unless it is said. */
  role: Role | undefined;
}

interface Fixtures {
  trouble: Trouble;
}

interface WorkerOptions {
  rigName: keyof typeof PLANS;
}

interface WorkerFixtures {
  rig: Addresses;
  /** A rig of the worker's own, whose API a test may stop and start; its pages are served on, as the edge's are. */
  ownRig: { start: () => Promise<Addresses>; stop: () => Promise<void> };
}

/** A test in front of a rig; it fails on whatever goes wrong in a page and was not announced. */
export const test = plain.extend<Options & Fixtures, WorkerOptions & WorkerFixtures>({
  role: [undefined, { option: true }],
  rigName: ['usual', { option: true, scope: 'worker' }],
  rig: [
    async ({ rigName }, use) => {
      await use(await rigOf(rigName, PLANS[rigName]));
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  ownRig: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from here
    async ({}, use, { parallelIndex }) => {
      const [name, plan] = [`own${String(parallelIndex)}`, { rows: 50, isSplit: true }] as const;
      await use({ start: () => rigOf(name, plan), stop: () => stopRig(name, plan) });
      await stopRig(name, plan);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ rig }, use) => {
    await use(rig.site);
  },
  storageState: async ({ rig, role }, use) => {
    await use(role && (await signedIn(rig, role)));
  },
  trouble: [
    async ({ context }, use) => {
      const trouble = new Trouble();
      await trouble.watch(context);
      await use(trouble);
      plain.expect(trouble.unannounced(), 'what went wrong in the pages and was not announced').toEqual([]);
    },
    { auto: true },
  ],
});
