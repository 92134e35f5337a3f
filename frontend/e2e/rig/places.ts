import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const FRONTEND = fileURLToPath(new URL('../../', import.meta.url));
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const DIST = `${FRONTEND}dist`;
export const PYTHON = `${ROOT}.venv/bin/python`;
/**
 * Where each run has a folder, by the number of its process.
 *
 * Short, since the path of a socket of PostgreSQL may have about a hundred characters; and outside of the checkout,
 * since the user nobody, who runs PostgreSQL for root, may not be able to enter that.
 */
export const RIGS = '/tmp/inventory-e2e-';
export const SCREENS = `${ROOT}build/screens`;

/** The browser that CHROME_PATH names, or the one that the script finds or brings. */
export function browserPath(): string {
  process.env.CHROME_PATH ??= execFileSync(PYTHON, [`${ROOT}scripts/browser.py`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
  return process.env.CHROME_PATH;
}

/** It opens own pages alone and asks nobody outside for anything; root and many machines allow it no sandbox. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
