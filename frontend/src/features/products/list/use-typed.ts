import { useEffect, useState } from 'react';

const PAUSE = 200; // ms without a key before it is asked for

/**
 * What stands in a field whose settled text is kept elsewhere: here it changes at once, there after a pause.
 *
 * @param settled the text that is kept elsewhere; where it changes by itself, the field follows.
 * @param settle keeps a text there.
 */
export function useTyped(
  settled: string,
  settle: (text: string) => void,
): { typed: string; type: (text: string) => void; clear: () => void } {
  const [typed, setTyped] = useState(settled);
  const [sent, setSent] = useState(settled);
  const [seen, setSeen] = useState(settled);
  const isWaiting = typed.trim() !== sent;
  if (settled !== seen) {
    setSeen(settled);
    if (settled !== sent && !isWaiting) {
      setTyped(settled);
      setSent(settled);
    }
  }

  const send = (text: string) => {
    setSent(text);
    settle(text);
  };
  useEffect(() => {
    if (!isWaiting) return undefined;
    const pause = setTimeout(() => {
      setSent(typed.trim());
      settle(typed.trim());
    }, PAUSE);
    return () => clearTimeout(pause);
  }, [isWaiting, typed, settle]);

  const clear = () => {
    setTyped('');
    if (sent !== '') send('');
  };
  return { typed, type: setTyped, clear };
}
