import { useBlocker } from '@tanstack/react-router';
import { useWords } from '@/language/language';
import { Confirmation } from '@/ui/dialog';
import { words } from './run-words';

/** As long as it is there, asks whoever wants to leave the page. */
export function LeaveQuestion() {
  const text = useWords(words);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname,
    enableBeforeUnload: true,
    withResolver: true,
  });
  return (
    <Confirmation
      open={status === 'blocked'}
      onOpenChange={(open) => {
        if (!open) reset?.();
      }}
      title={text.leaveTitle}
      description={text.leave}
      confirm={text.leaveVerb}
      onConfirm={() => proceed?.()}
    />
  );
}
