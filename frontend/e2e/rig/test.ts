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
  /** The API of the rig, which a test may stop and start where no other runs; split pages are served on, as by the edge. */
  api: { start: () => Promise<Addresses>; stop: () => Promise<void> };
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
  api: [
    async ({ rigName }, use) => {
      const plan = PLANS[rigName];
      await use({ start: () => rigOf(rigName, plan), stop: () => stopRig(rigName, plan) });
    },
    { scope: 'worker' },
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
