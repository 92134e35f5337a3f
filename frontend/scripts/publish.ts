/**
 * Brings a folder of a web server up to date with a build:
 *
 *     node scripts/publish.ts --from dist --into FOLDER [--api-origin https://api.example.com]
 *
 * The page comes last and at once, so that it never asks for what is not there yet. Assets of earlier builds stay for
 * the tabs that are still open with them, and go when no build has used them for 30 days.
 */
import { lstat, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PAGE = 'index.html';
const ASSETS = 'assets';
const KEPT = 30 * 24 * 3600 * 1000;
const META = /<meta name="api-origin" content="[^"]*"( ?\/)?>/g;
const ASKED = /(?:src|href)="\/(assets\/[^"]+)"/g;
const ORIGIN = /^https?:\/\/[a-z0-9.-]+(:\d+)?$/;
const AT_HOME = new Set(['localhost', '127.0.0.1']);

/** Why nothing can be published, and what to do about it, in one sentence. */
export class PublishError extends Error {}

/** The origin as a browser writes it; an empty one means that of the site itself. */
export function checkedOrigin(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && AT_HOME.has(url.hostname));
  if (given === '' || (isSafe && url.origin === given && ORIGIN.test(given))) return given;
  throw new PublishError(
    `'${given}' is no origin of an API, expected https://, a name and at most a port, without a path and a slash at ` +
      'the end, as in https://api.example.com; http:// goes with localhost and 127.0.0.1 alone',
  );
}

/** The page with the origin in the tag that is there for it. */
export function withOrigin(page: string, origin: string): string {
  const found = page.match(META)?.length ?? 0;
  if (found === 1) return page.replace(META, `<meta name="api-origin" content="${origin}" />`);
  throw new PublishError(
    `${PAGE} has ${String(found)} tags of the form <meta name="api-origin" content="">, expected one; add it to ` +
      'frontend/index.html and build again',
  );
}

/** Copies a build; what was in the folder and is not in the build stays there, but for assets out of use. */
export async function publish(from: string, into: string, origin: string, now = new Date()): Promise<void> {
  const page = withOrigin(await builtPage(from), checkedOrigin(origin));
  const [assets, others] = [await filesOf(from, ASSETS), await filesOf(from, '.')];
  refuseHalf(page, assets);
  for (const name of assets) await copy(name, from, into, now);
  for (const name of others) if (name !== PAGE) await copy(name, from, into, now);
  await write(join(into, PAGE), page);
  await forget(new Set(assets), into, now);
}

/** A page that asks for what is not there would be blank. */
function refuseHalf(page: string, assets: readonly string[]): void {
  const missing = [...page.matchAll(ASKED)]
    .map(([, name = '']) => name)
    .find((name) => !assets.includes(name));
  if (missing === undefined) return;
  throw new PublishError(
    `${PAGE} asks for ${missing}, which the build does not hold, as one that was interrupted; build again`,
  );
}

async function builtPage(from: string): Promise<string> {
  try {
    return await readFile(join(from, PAGE), 'utf8');
  } catch {
    throw new PublishError(
      `${from} holds no ${PAGE}, expected the folder of a build; run make frontend first`,
    );
  }
}

/** Names of the files of a folder: of the assets with all below, of the root its own. Links lead nowhere. */
async function filesOf(root: string, folder: string): Promise<string[]> {
  const path = join(root, folder);
  const entries = await readdir(path, { withFileTypes: true, recursive: folder === ASSETS }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(resolve(root).length + 1))
    .sort();
}

/** An asset that is there has the content that its name tells; its time says when a build used it last. */
async function copy(name: string, from: string, into: string, now: Date): Promise<void> {
  const target = join(into, name);
  const source = join(from, name);
  const isThere = name.startsWith(ASSETS) && (await sizeOf(target)) === (await sizeOf(source));
  if (!isThere) await write(target, await readFile(source));
  await utimes(target, now, now);
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}

/** Whole or not at all, whoever reads it meanwhile. */
async function write(target: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const unfinished = join(dirname(target), `.${basename(target)}.${String(process.pid)}`);
  await writeFile(unfinished, content);
  await rename(unfinished, target);
}

/** Removes what no build has used for long; a compressed copy that a server made goes with its asset. */
async function forget(used: Set<string>, into: string, now: Date): Promise<void> {
  for (const name of await filesOf(into, ASSETS)) {
    const { mtimeMs } = await stat(join(into, name));
    const isUsed = used.has(name) || used.has(name.replace(/\.(gz|br)$/, ''));
    if (!isUsed && now.getTime() - mtimeMs > KEPT) await rm(join(into, name));
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string', default: 'dist' },
      into: { type: 'string' },
      'api-origin': { type: 'string', default: '' },
    },
  });
  if (!values.into)
    throw new PublishError('no folder is named to publish into; give one, as in --into /srv/site');
  await publish(resolve(values.from), resolve(values.into), values['api-origin']);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(`publish: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
