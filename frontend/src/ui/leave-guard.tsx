import { useBlocker } from '@tanstack/react-router';
import { useWords } from '@/language/language';
import { Confirmation } from './dialog';
import { words } from './words';

/** Asks once before a page is left on which something typed is not saved yet. */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const text = useWords(words);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: unsaved,
    withResolver: true,
  });
  return (
    <Confirmation
      open={status === 'blocked'}
      onOpenChange={(open) => {
        if (!open) reset?.();
      }}
      title={text.leaveTitle}
      description={text.leaveMore}
      confirm={text.leave}
      onConfirm={() => proceed?.()}
    />
  );
}
