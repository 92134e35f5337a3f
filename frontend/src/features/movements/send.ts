import { api, content } from '@/api/client';
import { Problem } from '@/api/problem';
import type { Act, MovementKind } from '@/api/shapes';
import { amountOf } from './amount';
import type { Draft } from './draft';

/** The fields of a draft by the names that the API gives them, of which its answers speak. */
export const FIELDS = {
  product: 'product_id',
  location: (kind: MovementKind) => (kind === 'transfer' ? 'from_id' : 'location_id'),
  to: 'to_id',
  amount: (kind: MovementKind) =>
    kind === 'count' ? 'counted' : kind === 'adjustment' ? 'change' : 'quantity',
  reason: 'reason',
};

/** Send a draft as a movement of a kind, under its key. */
export function send(kind: MovementKind, draft: Draft): Promise<Act> {
  const params = { header: { 'Idempotency-Key': draft.key } };
  // What is missing travels as null, since JSON has no NaN, and the API names the field.
  const amount = amountOf(kind, draft.amount) ?? NaN;
  const product_id = draft.productId ?? NaN;
  const location_id = draft.locationId ?? NaN;
  const reason = draft.reason.trim();
  const place = { product_id, location_id, reason };
  switch (kind) {
    case 'receipt':
      return content(
        api.POST('/api/v1/movements/receipts', { params, body: { ...place, quantity: amount } }),
      );
    case 'issue':
      return content(api.POST('/api/v1/movements/issues', { params, body: { ...place, quantity: amount } }));
    case 'transfer': {
      const body = { product_id, from_id: location_id, to_id: draft.toId ?? NaN, quantity: amount, reason };
      return content(api.POST('/api/v1/movements/transfers', { params, body }));
    }
    case 'adjustment':
      return content(
        api.POST('/api/v1/movements/adjustments', { params, body: { ...place, change: amount } }),
      );
    case 'count':
      return content(api.POST('/api/v1/movements/counts', { params, body: { ...place, counted: amount } }));
  }
}

// What the API finds out after it has taken the key; with such an answer no earlier attempt was written either.
const DECIDED = ['insufficient-stock', 'inactive', 'not-found', 'gone-meanwhile', 'too-much-stock'];
// The earlier attempt was written, and that is what the answer tells.
const KNOWN = 'idempotency-key-reused';

/** Whether something may have been written under a key, after an attempt that has failed. */
export function mayBeWritten(error: Error, before: boolean): boolean {
  if (!(error instanceof Problem)) return true;
  return before && error.kind !== KNOWN && !DECIDED.includes(error.kind);
}
