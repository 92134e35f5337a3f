/** How much JavaScript the first pages load, compressed; more than the budget is an error. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url);
const BUDGET = 170_000; // bytes
/** Pages that are opened first, each with the module that the entry loads for it. */
const PAGES = {
  'sign-in': 'src/app/sign-in-route.tsx',
  dashboard: 'src/features/dashboard/dashboard-page.tsx',
};

interface Chunk {
  file: string;
  imports?: string[];
}

type Manifest = Record<string, Chunk>;

/** The files of a module, and of all that it imports at once. */
export function filesOf(manifest: Manifest, module: string, known = new Set<string>()): Set<string> {
  const chunk = manifest[module];
  if (chunk === undefined)
    throw new Error(`${module} is no module of the build; correct PAGES in scripts/budget.ts`);
  if (known.has(chunk.file)) return known;
  known.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, known);
  return known;
}

function sizeOf(files: Iterable<string>): number {
  const scripts = [...files].filter((file) => file.endsWith('.js'));
  return scripts.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, DIST))).length, 0);
}

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8')) as Manifest;
for (const [page, module] of Object.entries(PAGES)) {
  const files = filesOf(manifest, module, filesOf(manifest, 'index.html'));
  const size = sizeOf(files);
  const told = `${page.padEnd(10)} ${String(Math.round(size / 1000)).padStart(4)} kB of JavaScript in ${String(files.size)} files`;
  console.log(`${told}, budget ${String(BUDGET / 1000)} kB`);
  if (size > BUDGET) {
    console.error(
      `budget: ${page} loads too much at first; load later what it does not show, or find what has grown`,
    );
    process.exitCode = 1;
  }
}
