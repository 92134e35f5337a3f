import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type KeyboardEvent } from 'react';
import { isProblem } from '@/api/problem';
import type { Product } from '@/api/shapes';
import { useWords } from '@/language/language';
import { isBarcode } from './product-picker-queries';
import { useNamedProduct, useProductSearch } from './product-picker-search';
import { words } from './product-picker-words';
import { productQuery } from './queries';

export interface Choice {
  /** The number of the chosen product, wherever that is kept. */
  productId: number | null;
  onChoose: (product: Product | null) => void;
  /** Called when a choice is final and the next field can have the focus. */
  onDone?: ((product: Product) => void) | undefined;
  /** Whether only products that are in use are offered; a barcode finds the others too. */
  activeOnly: boolean;
}

/** What is typed, what matches it, what is chosen, and what is wrong with it. */
export function usePicker({ productId, onChoose, onDone, activeOnly }: Choice) {
  const text = useWords(words);
  const queries = useQueryClient();
  const { data: product, error } = useQuery({ ...productQuery(productId ?? 0), enabled: productId !== null });
  const isGone = productId !== null && isProblem(error, 'not-found');
  const chosen = productId === null || isGone ? null : (product ?? null);
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(false);
  const { items, status } = useProductSearch(typed ?? '', { activeOnly, open });

  const choose = (next: Product | null) => {
    if (next) {
      queries.setQueryData(productQuery(next.id).queryKey, next);
      setTyped(undefined);
    }
    setOpen(false);
    onChoose(next);
    if (next) onDone?.(next);
  };
  const { lookUp, wrong, forget } = useNamedProduct(choose);
  const { onItemHighlighted, takesEnter } = useEnter((entered) => void lookUp(entered));

  return {
    status,
    problem: wrong ?? (isGone ? text.gone : undefined),
    isFilled: chosen !== null || (typed ?? '') !== '',
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => typed !== undefined && takesEnter(event),
    root: {
      items,
      value: chosen,
      onValueChange: (next: Product | null, { reason }: { reason: string }) => {
        forget();
        if (next || reason === 'clear-press') choose(next);
        else onChoose(null);
      },
      inputValue: typed ?? (chosen ? labelOf(chosen) : ''),
      onInputValueChange: (value: string, { reason }: { reason: string }) => {
        if (reason === 'input-change') {
          forget();
          setTyped(value);
          // What could not be found stays to be read, and corrected.
        } else if (wrong === undefined || reason === 'clear-press') setTyped(undefined);
      },
      open,
      onOpenChange: setOpen,
      onItemHighlighted,
      itemToStringLabel: labelOf,
      isItemEqualToValue: (item: Product, value: Product) => item.id === value.id,
    },
  };
}

function labelOf({ sku, name }: Product): string {
  return `${sku} · ${name}`;
}

/**
 * Tells an Enter that ends what was typed from one that takes the marked line of the list.
 *
 * A line counts as marked by the arrow keys only: the pointer of a mouse may rest on any when a scanner types.
 */
function useEnter(onEnter: (text: string) => void) {
  const isMarked = useRef(false);
  return {
    onItemHighlighted: (item: Product | undefined, { reason }: { reason: string }) => {
      isMarked.current = item !== undefined && reason === 'keyboard';
    },
    takesEnter: (event: KeyboardEvent<HTMLInputElement>) => {
      const entered = event.currentTarget.value.trim();
      if (event.key !== 'Enter' || entered === '' || (isMarked.current && !isBarcode(entered))) return false;
      event.preventDefault();
      event.currentTarget.select();
      onEnter(entered);
      return true;
    },
  };
}
