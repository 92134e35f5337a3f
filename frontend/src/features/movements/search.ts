import type { MovementKind } from '@/api/shapes';
import { isId } from '@/catalogue/ids';
import { isKind } from '@/catalogue/kinds';

export const PERIODS = ['today', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

/** What the history is narrowed down to, as it stands in the address. */
export interface HistorySearch {
  kind?: MovementKind;
  location?: number;
  product?: number;
  period?: Period;
}

/** What a link to the form has chosen already. */
export interface RecordSearch {
  product?: number;
  location?: number;
}

/** What an address narrows the history down to, without what makes no sense in it. */
export function historySearch(given: Record<string, unknown>): HistorySearch {
  const period = PERIODS.find((each) => each === given.period);
  return {
    ...(isKind(given.kind) && { kind: given.kind }),
    ...recordSearch(given),
    ...(period && { period }),
  };
}

/** What an address has chosen for the form, without what makes no sense in it. */
export function recordSearch(given: Record<string, unknown>): RecordSearch {
  return {
    ...(isId(given.product) && { product: given.product }),
    ...(isId(given.location) && { location: given.location }),
  };
}
