import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useWords } from '@/language/language';
import { Confirmation } from './dialog';
import { noteLoss } from './unsaved';
import { words } from './words';

interface LeaveGuardProps {
  unsaved: boolean;
  /** What would be lost, where it is not what somebody typed. */
  title?: string;
  description?: string;
}

/** Asks once before a page is left on which something typed is not saved yet. */
export function LeaveGuard({ unsaved, ...told }: LeaveGuardProps) {
  const text = useWords(words);
  const { title = text.leaveTitle, description = text.leaveMore } = told;
  useEffect(() => (unsaved ? noteLoss({ title, description }) : undefined), [unsaved, title, description]);
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
      title={title}
      description={description}
      confirm={text.leave}
      onConfirm={() => proceed?.()}
    />
  );
}
