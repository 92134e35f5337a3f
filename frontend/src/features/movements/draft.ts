import { useCallback, useEffect, useState } from 'react';
import { tabShelf } from '@/language/shelf';
import type { RecordSearch } from './search';

/** A movement as far as it is typed, the same for every kind, so that another kind can be chosen at any time. */
export interface Draft {
  productId: number | null;
  /** Where it happens; of a transfer, where it begins. */
  locationId: number | null;
  /** Where a transfer leads. */
  toId: number | null;
  amount: string;
  reason: string;
  /**
   * Names what is about to be written, and stays until something has been written under it.
   *
   * It stays even where an attempt got no answer and other values or another kind are typed then: if that attempt was
   * written after all, the API refuses the key for anything else, and nothing is written twice unseen.
   */
  key: string;
  /** Whether something was sent under the key of which nobody knows whether it was written. */
  isUncertain: boolean;
}

const KEPT = 'movement-draft';

/** Nothing typed yet, at the locations where the work goes on. */
export function emptyDraft(at: { locationId?: number | null; toId?: number | null } = {}): Draft {
  const { locationId = null, toId = null } = at;
  const key = crypto.randomUUID();
  return { productId: null, locationId, toId, amount: '', reason: '', key, isUncertain: false };
}

/** Whether there is anything in it that somebody would miss. */
export function isTyped({ productId, amount, reason, isUncertain }: Draft): boolean {
  return productId !== null || amount !== '' || reason !== '' || isUncertain;
}

/** The draft of a user, which a reload of the page and a way to another page leave as it is. */
export function useDraft(userId: number, chosen: RecordSearch) {
  const [draft, setDraft] = useState(() => withChosen(keptDraft(userId) ?? emptyDraft(), chosen));
  useEffect(() => {
    if (isTyped(draft)) tabShelf.set(KEPT, JSON.stringify({ userId, draft }));
    else tabShelf.remove(KEPT);
  }, [draft, userId]);
  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...changes }));
  }, []);
  return { draft, change };
}

/** What is kept for that user; what somebody else has typed is not shown. */
function keptDraft(userId: number): Draft | undefined {
  try {
    const kept = JSON.parse(tabShelf.get(KEPT) ?? '{}') as { userId?: number; draft?: Draft };
    return kept.userId === userId && kept.draft ? { ...emptyDraft(), ...kept.draft } : undefined;
  } catch {
    return undefined;
  }
}

/** What a link has chosen goes before what was typed, and an amount of another product means nothing. */
function withChosen(draft: Draft, { product, location }: RecordSearch): Draft {
  const productId = product ?? draft.productId;
  const locationId = location ?? draft.locationId;
  return {
    ...draft,
    productId,
    locationId,
    toId: draft.toId === locationId ? null : draft.toId,
    amount: productId === draft.productId ? draft.amount : '',
  };
}
