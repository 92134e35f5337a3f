import { useEffect, useRef, type KeyboardEvent as ReactKeyboardEvent } from 'react';

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Keys of a list with a search: `/` goes to the search, the arrows go from there through the links of the rows.
 *
 * The links of rows are those with `data-row`; they have the focus themselves, and so open by Enter.
 */
export function useListKeys() {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const toSearch = (event: KeyboardEvent) => {
      const isOther = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
      if (event.key !== '/' || isOther || isBusy(event.target)) return;
      event.preventDefault();
      search.current?.focus();
      search.current?.select();
    };
    document.addEventListener('keydown', toSearch);
    return () => document.removeEventListener('keydown', toSearch);
  }, []);

  const onKeyDown = (event: ReactKeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const rows = event.currentTarget.querySelectorAll<HTMLElement>('a[data-row]');
    const stops = [search.current, ...rows];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const next = at < 0 ? undefined : stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return { search, onKeyDown };
}

/** Whether a key belongs to what has the focus, or to a dialog in front of the page. */
function isBusy(target: EventTarget | null): boolean {
  const isTyping = target instanceof HTMLElement && target.closest('input, select, textarea') !== null;
  return isTyping || document.querySelector('[role=dialog], [role=alertdialog]') !== null;
}
