/** Lighthouse over the built pages: what it counts as good practice is met, and they are quick on a slow phone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { BROWSER_FLAGS, browserPath } from '../rig/places.ts';
import { freePort } from '../rig/processes.ts';
import { signedIn, type Role, type State } from '../rig/sign-in.ts';
import { expect, test } from '../rig/test.ts';

const LEAST = {
  desktop: { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 },
  phone: { performance: 85, accessibility: 100, 'best-practices': 100, seo: 100 },
};
// Whatever else the machine does only slows a page, so the best of a few runs is the nearest to the truth.
const RUNS = 3;
// An internal application is not to be found by search engines, and robots.txt says so.
const SKIPPED = ['is-crawlable'];
const PAGES: { path: string; role?: Role }[] = [{ path: '/sign-in' }, { path: '/', role: 'manager' }];

// Where others use the machine, seconds tell of them and not of the page.
const QUIET = 0.6;

type Size = keyof typeof LEAST;
type Scores = Record<string, number>;

async function measure(address: string, size: Size, cookies: State['cookies']): Promise<Scores> {
  const port = await freePort();
  const profile = await mkdtemp(join(tmpdir(), 'lighthouse-'));
  const args = [...BROWSER_FLAGS, `--remote-debugging-port=${String(port)}`];
  const browser = await chromium.launchPersistentContext(profile, { executablePath: browserPath(), args });
  try {
    await browser.addCookies(cookies);
    const onlyCategories = Object.keys(LEAST[size]);
    const flags = {
      port,
      logLevel: 'error',
      skipAudits: SKIPPED,
      onlyCategories,
      disableStorageReset: true,
    } as const;
    const result = await lighthouse(address, flags, size === 'desktop' ? desktopConfig : undefined);
    const categories = Object.values(result?.lhr.categories ?? {});
    const failed = Object.values(result?.lhr.audits ?? {}).filter(
      ({ score }) => score !== null && score < 0.9,
    );
    if (process.env.LIGHTHOUSE_TELLS)
      for (const { id, score, details } of failed)
        console.log(' ', id, score, JSON.stringify(details ?? {}).slice(0, 500));
    return Object.fromEntries(categories.map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]));
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** The share of the processors that nobody uses, over a second. */
async function idleShare(): Promise<number> {
  const times = () =>
    cpus().reduce(
      (sum, { times: each }) => {
        const all = each.user + each.nice + each.sys + each.idle + each.irq;
        return { idle: sum.idle + each.idle, all: sum.all + all };
      },
      { idle: 0, all: 0 },
    );
  const before = times();
  await wait(1000);
  const after = times();
  return (after.idle - before.idle) / (after.all - before.all);
}

function tooLow(scores: Scores, least: Scores): string[] {
  return Object.entries(least).flatMap(([id, score]) =>
    (scores[id] ?? 0) >= score ? [] : `${id} is ${String(scores[id])}, expected ${String(score)} at least`,
  );
}

function told(path: string, size: Size, scores: Scores, note: string): string {
  const cells = Object.entries(scores).map(([id, score]) => `${id} ${String(score).padStart(3)}`);
  return `  ${path.padEnd(10)} ${size.padEnd(8)} ${cells.join('  ')}${note}`;
}

for (const { path, role } of PAGES) {
  for (const size of ['desktop', 'phone'] as const) {
    test(`Lighthouse, ${path} on ${size}`, async ({ rig }) => {
      test.setTimeout(300_000);
      const cookies = role ? (await signedIn(rig, role)).cookies : [];
      let best: Scores = {};
      let isQuiet = true;
      for (let run = 0; run < RUNS && (run === 0 || tooLow(best, LEAST[size]).length > 0); run++) {
        isQuiet = (await idleShare()) >= QUIET;
        const scores = await measure(`${rig.site}${path}`, size, cookies);
        if ((scores.performance ?? 0) >= (best.performance ?? 0)) best = scores;
        if (!isQuiet) break;
      }
      const { performance, ...others } = LEAST[size];
      const note = isQuiet ? '' : '  (others use the machine: its speed is told, not judged)';
      console.log(told(path, size, best, note));
      expect(tooLow(best, isQuiet ? { performance, ...others } : others)).toEqual([]);
    });
  }
}
