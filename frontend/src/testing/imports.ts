import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';

/** What the API reports of a file in a dry run, then of its import. */
export const FOUND = {
  import_id: null,
  dry_run: true,
  rows: 2000,
  created: 1500,
  changed: 500,
  unchanged: 0,
};
export const DONE = { ...FOUND, import_id: 'i', dry_run: false };
export const CSV = 'SKU,Name\nA-1,Anvil\nB-2,Bolt\n';

/** The last line of the answer to an import. */
export const done = (report: object) =>
  new Response(`${JSON.stringify({ event: 'done', ...report })}\n`, {
    headers: { 'Content-Type': 'application/x-ndjson' },
  });
export const isDryRun = (request: Request) => new URL(request.url).searchParams.get('dry_run') === 'true';

/** Choose a file on the page. */
export async function choose(user: UserEvent, content = CSV, name = 'products.csv') {
  await user.upload(screen.getByLabelText(/CSV/), new File([content], name, { type: 'text/csv' }));
}

/** Choose a file, and have it checked. */
export async function check(user: UserEvent) {
  await choose(user);
  await user.click(await screen.findByRole('button', { name: 'Check the file' }));
}
