import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { render } from '@/testing/render';
import { check, choose, CSV, done, DONE, FOUND, isDryRun } from '@/testing/imports';
import { answer, problem } from '@/testing/server';
import { FilesPage } from './files-page';
import { LARGEST } from './glance';

/** The text of the file that the browser is given to save. */
function savedFile() {
  const saved: { name: string; blob: Blob }[] = [];
  let latest: Blob;
  URL.createObjectURL = (blob) => {
    latest = blob as Blob;
    return 'blob:file';
  };
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob: latest });
  });
  return async () => {
    await waitFor(() => expect(saved).not.toHaveLength(0));
    const { name, blob } = saved.at(-1) ?? { name: '', blob: new Blob() };
    return { name, text: await blob.text() };
  };
}

let sent: { url: string; body: string }[];

beforeEach(() => {
  sent = [];
  answer('post', '/api/v1/imports/:kind', async ({ request }) => {
    sent.push({ url: request.url, body: await request.text() });
    return done(isDryRun(request) ? FOUND : DONE);
  });
});

test('shows the first rows, checks the file, asks once and imports it', async () => {
  const { user } = await render(<FilesPage />, { role: 'manager' });
  await choose(user);
  const preview = await screen.findByRole('table', { name: 'The first rows of the file' });
  expect(within(preview).getByRole('columnheader', { name: 'SKU' })).toBeVisible();
  expect(within(preview).getByRole('cell', { name: 'Anvil' })).toBeVisible();
  expect(sent).toEqual([]);

  await user.click(screen.getByRole('button', { name: 'Check the file' }));
  const found = await screen.findByRole('group', { name: 'The file can be imported' });
  expect(found).toHaveTextContent('2,000 rows: 1,500 new, 500 changed, 0 unchanged.');
  expect(found).toHaveFocus();

  await user.click(screen.getByRole('button', { name: 'Import 2,000 rows' }));
  const question = await screen.findByRole('alertdialog', {
    name: 'Import 2,000 rows: 1,500 new, 500 changed, 0 unchanged?',
  });
  await user.click(within(question).getByRole('button', { name: 'Import' }));
  expect(await screen.findByRole('group', { name: 'The file is imported' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'See the products' })).toHaveAttribute('href', '/products');
  expect(sent.map(({ url }) => new URL(url).search)).toEqual(['?dry_run=true', '?dry_run=false']);
  expect(sent.map(({ body }) => body)).toEqual([CSV, CSV]);
});

test('tells what is wrong in which line, how much more there is, and saves that as a file', async () => {
  const { user } = await render(<FilesPage />, { role: 'manager' });
  answer('post', '/api/v1/imports/products', () =>
    problem('invalid-rows', 422, {
      total: 2431,
      errors: [
        {
          in: 'file',
          line: 1204,
          column: 'Unit cost',
          value: '=x',
          message: 'A decimal number is expected.',
        },
        { in: 'file', line: 1300, column: '', value: '', message: 'As many cells as headings are expected.' },
      ],
    }),
  );
  await check(user);
  const table = await screen.findByRole('table', { name: 'The file cannot be used yet' });
  const cells = within(table)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);
  expect(cells.slice(0, 4)).toEqual(['1,204', 'Unit cost', '=x', 'A decimal number is expected.']);
  expect(screen.getByText('Showing 2 of 2,431 faults')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull();

  const saved = savedFile();
  await user.click(screen.getByRole('button', { name: 'Download this list' }));
  expect(await saved()).toEqual({
    name: 'faults.csv',
    text: expect.stringContaining("\r\n1204,Unit cost,'=x,A decimal number is expected.\r\n") as string,
  });

  // The same file, corrected, begins from the start.
  await choose(user);
  expect(await screen.findByRole('button', { name: 'Check the file' })).toBeVisible();
  expect(screen.queryByText('Showing 2 of 2,431 faults')).toBeNull();
});

test('tells before it sends anything that a file is too large or no CSV file', async () => {
  const { user } = await render(<FilesPage />, { role: 'manager' });
  const large = new File([CSV], 'large.csv');
  Object.defineProperty(large, 'size', { value: LARGEST + 1 });
  await user.upload(screen.getByLabelText(/CSV/), large);
  expect(await screen.findByRole('alert')).toHaveTextContent('more than 32 MB');
  await choose(user, 'PK\x03\x04', 'table.csv');
  expect(await screen.findByText(/This is not a CSV file/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Check the file' })).toBeNull();
});

test('imports counted stock too, and says where everything is so already', async () => {
  const { user } = await render(<FilesPage />, { role: 'manager' });
  answer('post', '/api/v1/imports/counts', () =>
    done({ ...FOUND, created: 0, changed: 0, unchanged: 3, rows: 3 }),
  );
  await user.click(screen.getByRole('radio', { name: 'Counted stock' }));
  await choose(user, 'SKU,Location,Quantity\nA-1,MAIN,5\n');
  await user.click(await screen.findByRole('button', { name: 'Check the file' }));
  const found = await screen.findByRole('group', { name: /There is nothing to import/ });
  expect(found).toHaveTextContent('3 rows: 0 new, 0 changed, 3 unchanged.');
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull();
});

test('gives an example with the headings of the language', async () => {
  localStorage.setItem('language', 'es');
  const saved = savedFile();
  const { user } = await render(<FilesPage />, { role: 'manager' });
  await user.click(screen.getByRole('radio', { name: 'Existencias contadas' }));
  await user.click(screen.getByRole('button', { name: 'Descargar un ejemplo' }));
  expect(await saved()).toEqual({
    name: 'ejemplo-recuento.csv',
    text: expect.stringContaining('SKU;Ubicación;Cantidad\r\n') as string,
  });
});

test('lets everybody export, with the separator of the language or another', async () => {
  const { user } = await render(<FilesPage />, { role: 'viewer' });
  expect(screen.getByText(/Managers and administrators import files/)).toBeVisible();
  expect(screen.queryByLabelText(/CSV/)).toBeNull();
  const link = screen.getByRole('link', { name: 'Download stock' });
  expect(link).toHaveAttribute('href', expect.stringContaining('/api/v1/exports/levels?separator=comma'));
  await user.click(screen.getByRole('radio', { name: /Semicolons/ }));
  expect(link).toHaveAttribute('href', expect.stringContaining('separator=semicolon'));
});

test('speaks Spanish', async () => {
  localStorage.setItem('language', 'es');
  const { user } = await render(<FilesPage />, { role: 'manager' });
  await choose(user);
  await user.click(await screen.findByRole('button', { name: 'Comprobar el archivo' }));
  const found = await screen.findByRole('group', { name: 'El archivo se puede importar' });
  expect(found).toHaveTextContent(/2.000 filas: 1.500 nuevas, 500 modificadas, 0 sin cambios/);
  expect(screen.getByRole('link', { name: 'Descargar existencias' })).toHaveAttribute(
    'href',
    expect.stringContaining('separator=semicolon'),
  );
});
