import { screen, waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import { RecordPage } from '@/features/movements/record-page';
import type { Role } from '@/api/shapes';
import { render } from './render';
import { answer } from './server';

const BOLT = {
  id: 5,
  sku: 'B-1',
  name: 'Bolt M8',
  barcode: '5901234123457',
  unit: 'piece',
  active: true,
};
const A = { id: 1, code: 'A', name: 'Main store', active: true };
const B = { id: 2, code: 'B', name: 'Shop', active: true };
const OLD = { id: 3, code: 'OLD', name: 'Old store', active: false };

/** Let there be a product that can be recorded at locations; gives how much there is where, to be changed. */
export function stocked(): Record<number, number> {
  const stock: Record<number, number> = { 1: 12, 3: 4 };
  answer('get', '/api/v1/locations', { items: [A, B, OLD], next: null });
  answer('get', '/api/v1/products', { items: [BOLT], next: null });
  answer('get', '/api/v1/products/:id', BOLT);
  answer('get', '/api/v1/stock/levels', () => {
    const items = Object.entries(stock).map(([id, quantity]) => ({ location_id: Number(id), quantity }));
    return Response.json({ items, next: null });
  });
  return stock;
}

/** A movement that was sent. */
interface Sent {
  path: string;
  key: string | null;
  body: unknown;
}

/** A line of the ledger as far as the page looks at it. */
export const line = (change: number, balance: number, location_id = 1) => ({
  id: location_id,
  change,
  balance,
  location_id,
});
/** What the API says to a movement that it has written. */
export const written =
  (...lines: object[]) =>
  () =>
    Response.json({ act_id: 'act', lines }, { status: 201 });

/** Answer to the movements that are sent, the last answer to all that follow; tells what was sent. */
export function recording(...answers: (() => Response | Promise<Response>)[]): Sent[] {
  const sent: Sent[] = [];
  answer('post', '/api/v1/movements/:kind', async ({ request }) => {
    const body: unknown = await request.json();
    sent.push({ path: new URL(request.url).pathname, key: request.headers.get('Idempotency-Key'), body });
    const respond = answers[Math.min(sent.length, answers.length) - 1] ?? written(line(1, 1));
    return respond();
  });
  return sent;
}

/** Show the form for a kind, with what a link has chosen. */
export async function open(
  kind: string,
  { role = 'clerk', search = '?product=5&location=1' }: { role?: Role; search?: string } = {},
) {
  const shown = await render(<RecordPage />, {
    role,
    path: '/movements/new/$kind',
    at: `/movements/new/${kind}${search}`,
  });
  await screen.findByRole('heading', { level: 1 });
  if (search.includes('product')) await waitFor(() => expect(product()).toHaveValue('B-1 · Bolt M8'));
  return shown;
}

export const product = () => screen.getByRole('combobox', { name: /^(Product|Producto)/ });
export const amount = () => screen.getByRole('textbox', { name: /Quantity|Counted|Change/ });
export const submit = () =>
  screen.getByRole('button', { name: /^Record (receipt|issue|transfer|adjustment|count)$/ });
