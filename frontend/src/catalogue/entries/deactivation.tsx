import { useWords } from '@/language/language';
import { Confirmation } from '@/ui/dialog';
import type { useSetActive } from './use-set-active';
import { words } from './words';

interface DeactivationProps {
  state: Pick<ReturnType<typeof useSetActive>, 'asked' | 'confirm' | 'dismiss'>;
  /** What it means that it is out of use. */
  means: string;
}

/** Asks once before something is put out of use. */
export function Deactivation({ state, means }: DeactivationProps) {
  const text = useWords(words);
  return (
    <Confirmation
      open={state.asked !== undefined}
      onOpenChange={state.dismiss}
      title={text.deactivateTitle(state.asked?.name ?? '')}
      description={means}
      confirm={text.deactivate}
      onConfirm={state.confirm}
    />
  );
}
