import { useSyncExternalStore } from 'react';

/** Whether the API has said, in the middle of the work, that nobody is signed in any more. */
let ended = false;
const listeners = new Set<() => void>();

/** Note that the session has ended, or goes on. */
export function setEnded(value: boolean): void {
  ended = value;
  for (const listener of listeners) listener();
}

/** Whether the session has ended while a page was open. */
export function useEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ended,
  );
}
