import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { emptyDraft, useDraft } from './draft';

const USER = 7;
const typed = { ...emptyDraft({ locationId: 2, toId: 3 }), productId: 5, amount: '12', reason: 'Order 1042' };

function kept() {
  sessionStorage.setItem('movement-draft', JSON.stringify({ userId: USER, draft: typed }));
}

const opened = (chosen: Parameters<typeof useDraft>[1]) =>
  renderHook(() => useDraft(USER, chosen)).result.current.draft;

test('what was typed is there again, under the same key', () => {
  kept();
  expect(opened({})).toEqual(typed);
});

test('a link to another product takes no amount of the one before with it', () => {
  kept();
  expect(opened({ product: 6 })).toEqual({ ...typed, productId: 6, amount: '' });
  kept();
  expect(opened({ product: 5 })).toEqual(typed);
});

test('a link to the location that a transfer leads to leaves open where it leads', () => {
  kept();
  expect(opened({ location: 3 })).toEqual({ ...typed, locationId: 3, toId: null });
});
