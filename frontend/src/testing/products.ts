import { HttpResponse } from 'msw';
import type { Product } from '@/api/shapes';
import { answer } from './server';

/** A product of the API. */
export function productOf(id: number, more: Partial<Product> = {}): Product {
  return {
    id,
    sku: `SKU-${String(id)}`,
    barcode: null,
    name: `Product ${String(id)}`,
    category_id: 1,
    supplier_id: 2,
    unit: 'piece',
    unit_cost: '12.5000',
    reorder_point: 5,
    active: true,
    created_at: '2026-11-01T09:00:00Z',
    updated_at: '2026-11-01T09:00:00Z',
    ...more,
  };
}

/** Let there be two categories, and a supplier of each state. */
export function answerMenus(): void {
  const categories = [
    { id: 1, name: 'Cables' },
    { id: 3, name: 'Tools' },
  ];
  const supplier = { email: '', phone: '' };
  const suppliers = [
    { id: 2, name: 'Marea Supplies', active: true, ...supplier },
    { id: 4, name: 'Old Trade', active: false, ...supplier },
  ];
  answer('get', '/api/v1/categories', { items: categories, next: null });
  answer('get', '/api/v1/suppliers', { items: suppliers, next: null });
}

interface Found {
  items: Product[];
  next?: string | null;
}

/** Answer the list of products by its query; the queries are kept in the order of asking. */
export function answerProducts(
  find: (query: URLSearchParams) => Found | Promise<Found> | Response,
): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  answer('get', '/api/v1/products', async ({ request }) => {
    const query = new URL(request.url).searchParams;
    asked.push(query);
    const found = await find(query);
    return found instanceof Response ? found : HttpResponse.json({ next: null, ...found });
  });
  return asked;
}

/** Let there be as many of each product as its number says. */
export function answerTotals(): void {
  answer('get', '/api/v1/stock/totals', ({ request }) => {
    const ids = new URL(request.url).searchParams.getAll('product_id').map(Number);
    return HttpResponse.json({ items: ids.map((id) => ({ product_id: id, quantity: id })) });
  });
}
