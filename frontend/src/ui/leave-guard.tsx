import { useBlocker } from '@tanstack/react-router';
import { useWords } from '@/language/language';
import { Confirmation } from './dialog';
import { words } from './words';

interface LeaveGuardProps {
  unsaved: boolean;
  /** What would be lost, where it is not what somebody typed. */
  title?: string;
  description?: string;
}

/** Asks once before a page is left on which something typed is not saved yet. */
export function LeaveGuard({ unsaved, title, description }: LeaveGuardProps) {
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
      title={title ?? text.leaveTitle}
      description={description ?? text.leaveMore}
      confirm={text.leave}
      onConfirm={() => proceed?.()}
    />
  );
}
