import { LIMITS } from '@/api/limits';
import type { MovementKind } from '@/api/shapes';

type AmountFault = 'notWhole' | 'tooSmall' | 'tooLarge' | 'zero';

/** The least that can be typed for a kind. */
export function leastOf(kind: MovementKind): number {
  if (kind === 'adjustment') return -LIMITS.quantity;
  return kind === 'count' ? 0 : 1;
}

/** The whole number that was typed, with any sign for minus; undefined where it is none. */
export function numberOf(typed: string): number | undefined {
  const plain = typed.replaceAll(/\s/g, '').replace(/^[−–]/, '-');
  return /^[+-]?\d+$/.test(plain) ? Number(plain) : undefined;
}

/** What is wrong with a typed amount; nothing where it can be sent, or where nothing is typed. */
export function amountFault(kind: MovementKind, typed: string): AmountFault | undefined {
  if (typed.trim() === '') return undefined;
  const amount = numberOf(typed);
  if (amount === undefined) return 'notWhole';
  if (kind === 'adjustment' && amount === 0) return 'zero';
  if (amount < leastOf(kind)) return 'tooSmall';
  return amount > LIMITS.quantity ? 'tooLarge' : undefined;
}

/** The amount, where it can be sent. */
export function amountOf(kind: MovementKind, typed: string): number | undefined {
  return amountFault(kind, typed) === undefined ? numberOf(typed) : undefined;
}
