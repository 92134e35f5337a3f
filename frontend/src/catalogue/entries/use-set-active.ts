import { useState } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useWords } from '@/language/language';
import { useToast } from '@/ui/toast';
import { words } from './words';

interface Named {
  id: number;
  name: string;
}

/** Puts an entry out of use after asking once, and back into use at once. */
export function useSetActive<Item extends Named>(
  change: UseMutationResult<unknown, Error, { id: number; active: boolean }>,
) {
  const text = useWords(words);
  const toast = useToast();
  const [asked, setAsked] = useState<Item>();
  const set = (item: Item, active: boolean) => {
    const onSuccess = () => toast(active ? text.reactivated(item.name) : text.deactivated(item.name));
    change.mutate({ id: item.id, active }, { onSuccess });
  };
  return {
    request: (item: Item, active: boolean) => (active ? set(item, true) : setAsked(item)),
    /** The entry that the question is about, if there is one. */
    asked,
    confirm: () => asked && set(asked, false),
    dismiss: () => setAsked(undefined),
  };
}
