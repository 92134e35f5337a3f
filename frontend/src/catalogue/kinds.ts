import type { MovementKind, Role } from '@/api/shapes';

/** The ways in which stock moves, those first that are used most. */
export const KINDS = ['receipt', 'issue', 'transfer', 'count', 'adjustment'] as const;

/** Whether a part of an address names a kind. */
export function isKind(given: unknown): given is MovementKind {
  return KINDS.some((kind) => kind === given);
}

/** The least role that may record a kind. */
export function leastFor(kind: MovementKind): Role {
  return kind === 'adjustment' ? 'manager' : 'clerk';
}

/** Whether the API accepts a kind for what is in use only; what is no longer in use can still leave or be counted. */
export function needsActive(kind: MovementKind): boolean {
  return kind === 'receipt' || kind === 'transfer';
}
