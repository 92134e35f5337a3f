import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { isProblem } from '@/api/problem';
import type { Act, MovementKind, Product } from '@/api/shapes';
import type { Draft } from './draft';
import { mayBeWritten, send } from './send';

/** What is sent: as much as is needed to tell afterwards what was recorded. */
export interface Attempt {
  kind: MovementKind;
  product: Product;
  draft: Draft;
}

interface RecordingOptions {
  change: (changes: Partial<Draft>) => void;
  onRecorded: (act: Act, attempt: Attempt) => void;
}

/** Records drafts, one at a time; whatever comes of one is noted in the draft. */
export function useRecording({ change, onRecorded }: RecordingOptions) {
  const queries = useQueryClient();
  const isSending = useRef(false);
  const { mutate, reset, error, variables, isPending } = useMutation({
    mutationFn: ({ kind, draft }: Attempt) => send(kind, draft),
    onSuccess: (act, attempt) => {
      onRecorded(act, attempt);
      void queries.invalidateQueries({ queryKey: ['stock'] });
    },
    onError: (failure, { draft }) => {
      change({ isUncertain: mayBeWritten(failure, draft.isUncertain) });
      // What the page believes about stock or use was wrong.
      void queries.invalidateQueries({ queryKey: ['stock'] });
      if (['inactive', 'not-found', 'gone-meanwhile'].some((kind) => isProblem(failure, kind))) {
        void queries.invalidateQueries({ queryKey: ['products'] });
        void queries.invalidateQueries({ queryKey: ['locations'] });
      }
    },
    onSettled: () => {
      isSending.current = false;
    },
  });
  const record = (attempt: Attempt) => {
    if (isSending.current) return; // a second click of the same hand
    isSending.current = true;
    change({ isUncertain: true }); // until there is an answer; the page may be closed before
    mutate(attempt);
  };
  return { record, reset, error, attempt: variables, isPending };
}
