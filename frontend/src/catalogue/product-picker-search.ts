import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Product } from '@/api/shapes';
import { useWords } from '@/language/language';
import { isBarcode, productNamed, searchQuery, SHOWN } from './product-picker-queries';
import { words } from './product-picker-words';
import { productQuery } from './queries';

const PAUSE = 150; // milliseconds without a key before a search is worth its way

/** The products that match what is typed, while the list is open, and a sentence about them. */
export function useProductSearch(
  typed: string,
  { activeOnly, open }: { activeOnly: boolean; open: boolean },
) {
  const text = useWords(words);
  const sought = useSettled(typed.trim());
  const { data, error, isFetching } = useQuery({ ...searchQuery(sought, activeOnly), enabled: open });
  const items = data ?? [];
  const isBehind = isFetching || sought !== typed.trim();
  const status = () => {
    if (error && !isBehind) return text.searchFailed;
    if (isBehind) return text.searching;
    if (items.length === 0) return text.nothing;
    return items.length < SHOWN ? text.found(items.length) : text.foundMany(items.length);
  };
  return { items, status: status() };
}

/** A value that changes only when it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Looks up the product that a scanner has read or somebody has typed in full, and says where that fails. */
export function useNamedProduct(onFound: (product: Product | null) => void) {
  const text = useWords(words);
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<{ kind: 'unknown' | 'several' | 'failed'; typed: string }>();
  const latest = useRef(0);

  const lookUp = async (typed: string) => {
    const turn = ++latest.current;
    setWrong(undefined);
    const named = await productNamed(queries, typed).catch(() => 'failed' as const);
    if (turn !== latest.current) return; // another has been scanned since
    if (typeof named === 'string') {
      setWrong({ kind: named, typed });
      // Else what is recorded next would be of the product before.
      onFound(null);
    } else {
      queries.setQueryData(productQuery(named.id).queryKey, named);
      onFound(named);
    }
  };
  const sentence = () => {
    if (wrong === undefined) return undefined;
    if (wrong.kind === 'several') return text.several;
    if (wrong.kind === 'failed') return text.notReached;
    return isBarcode(wrong.typed) ? text.unknownBarcode(wrong.typed) : text.unknownProduct(wrong.typed);
  };
  const forget = () => {
    latest.current += 1;
    setWrong(undefined);
  };
  return { lookUp, wrong: sentence(), forget };
}
