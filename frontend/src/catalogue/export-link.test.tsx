import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { render } from '@/testing/render';
import { answer, signedInAs } from '@/testing/server';
import { HttpResponse } from 'msw';
import { ExportLink } from './export-link';

const NAME = 'Export';
const assign = vi.fn();
beforeEach(() => {
  assign.mockClear();
  vi.stubGlobal('location', { origin: window.location.origin, href: window.location.href, assign });
});

test('a file is asked for in the language of the page and as its spreadsheets expect it', async () => {
  localStorage.setItem('language', 'es');
  const filters = { q: 'tornillo', active: true };
  const { user } = await render(
    <ExportLink list="products" filters={filters}>
      {NAME}
    </ExportLink>,
  );
  const link = screen.getByRole('link', { name: NAME });
  const { pathname, searchParams } = new URL((link as HTMLAnchorElement).href);
  expect(pathname).toBe('/api/v1/exports/products');
  expect(Object.fromEntries(searchParams)).toEqual({
    q: 'tornillo',
    active: 'true',
    separator: 'semicolon',
    language: 'es',
  });
  await user.click(link);
  await vi.waitFor(() => expect(assign).toHaveBeenCalledWith((link as HTMLAnchorElement).href));
});

test('a session that has ended is told in the page, and no refusal replaces it', async () => {
  const { user } = await render(<ExportLink list="levels">{NAME}</ExportLink>);
  signedInAs(null);
  let asked = false;
  answer('get', '/api/v1/session', () => {
    asked = true;
    return HttpResponse.json({ user: null, csrf_token: 'next' });
  });
  await user.click(screen.getByRole('link', { name: NAME }));
  await vi.waitFor(() => expect(asked).toBe(true));
  expect(assign).not.toHaveBeenCalled();
});

test('an API that does not answer is told in a corner', async () => {
  const { user } = await render(<ExportLink list="levels">{NAME}</ExportLink>);
  answer('get', '/api/v1/session', () => HttpResponse.error());
  await user.click(screen.getByRole('link', { name: NAME }));
  expect(await screen.findByText('The server cannot be reached')).toBeVisible();
  expect(assign).not.toHaveBeenCalled();
});
