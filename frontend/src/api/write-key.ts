import { useCallback, useRef } from 'react';

/**
 * The name of what a form is about to write, so that sending it again, for whatever reason, writes it once.
 *
 * It stays the same until `renew` is called, which is right once something has been written.
 */
export function useWriteKey(): { key: () => string; renew: () => void } {
  const kept = useRef<string>(undefined);
  const key = useCallback(() => (kept.current ??= crypto.randomUUID()), []);
  const renew = useCallback(() => {
    kept.current = undefined;
  }, []);
  return { key, renew };
}
