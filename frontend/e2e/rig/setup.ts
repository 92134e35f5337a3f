import { execFileSync } from 'node:child_process';
import { openDesk } from './desk.ts';
import { PYTHON, ROOT } from './places.ts';

/** Build what is stale, and open the desk; Playwright calls what comes back at the end, whatever the end is. */
export default async function setup(): Promise<() => Promise<void>> {
  if (!process.env.E2E_AS_BUILT) execFileSync(PYTHON, [`${ROOT}scripts/frontend.py`], { stdio: 'inherit' });
  return openDesk();
}
