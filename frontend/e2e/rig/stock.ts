/** What a test needs to be in stock, written through the API by a manager. */
import { randomUUID } from 'node:crypto';
import { request, type APIRequestContext } from '@playwright/test';
import type { Addresses } from './rig.ts';
import { signedIn } from './sign-in.ts';

export interface Item {
  id: number;
  sku: string;
  name: string;
  barcode: string;
}

/** A clerk's hands in the storeroom, for what a test is not about. */
export class Storeroom {
  private readonly http: APIRequestContext;
  private readonly token: string;

  private constructor(http: APIRequestContext, token: string) {
    this.http = http;
    this.token = token;
  }

  static async of(rig: Addresses): Promise<Storeroom> {
    const storageState = await signedIn(rig, 'manager');
    const http = await request.newContext({
      baseURL: rig.api,
      storageState,
      extraHTTPHeaders: { Origin: rig.site },
    });
    const { csrf_token } = (await (await http.get('/api/v1/session')).json()) as { csrf_token: string };
    return new Storeroom(http, csrf_token);
  }

  /** A product that no other test knows. */
  async product(name: string): Promise<Item> {
    const barcode = String(Math.floor(Math.random() * 1e13)).padStart(13, '2');
    const sku = `T-${randomUUID().slice(0, 8).toUpperCase()}`;
    return this.post<Item>('/api/v1/products', { sku, name: `${name} ${sku}`, barcode, unit_cost: '2.50' });
  }

  /** A location by its code. */
  async location(code: string): Promise<{ id: number; code: string }> {
    const { items } = await this.get<{ items: { id: number; code: string }[] }>(
      '/api/v1/locations?limit=200',
    );
    const found = items.find((location) => location.code === code);
    if (found === undefined) throw new Error(`There is no location ${code}.`);
    return found;
  }

  /** Let so many of a product come in. */
  async receive(product: Item, code: string, quantity: number): Promise<void> {
    const { id } = await this.location(code);
    await this.post('/api/v1/movements/receipts', { product_id: product.id, location_id: id, quantity });
  }

  /** How many of a product there are at each location. */
  async levels(product: Item): Promise<Record<string, number>> {
    const { items } = await this.get<{ items: { location: string; quantity: number }[] }>(
      `/api/v1/stock/levels?product_id=${String(product.id)}`,
    );
    return Object.fromEntries(items.map(({ location, quantity }) => [location, quantity]));
  }

  /** How often a product has moved. */
  async movements(product: Item): Promise<number> {
    const { items } = await this.get<{ items: unknown[] }>(
      `/api/v1/stock/movements?product_id=${String(product.id)}`,
    );
    return items.length;
  }

  async close(): Promise<void> {
    await this.http.dispose();
  }

  private async get<Answer>(path: string): Promise<Answer> {
    return (await this.http.get(path)).json() as Promise<Answer>;
  }

  private async post<Answer>(path: string, data: object): Promise<Answer> {
    const headers = { 'X-CSRFToken': this.token, 'Idempotency-Key': randomUUID() };
    const answer = await this.http.post(path, { headers, data });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json() as Promise<Answer>;
  }
}
