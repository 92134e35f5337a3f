import { useState } from 'react';
import { isProblem, Problem } from '@/api/problem';

/** Whether a form is told that there is one already after an attempt without an answer, which may have made that one. */
export function useMayBeOwn(error: Error | null): boolean {
  const [wasLost, setLost] = useState(false);
  if (error && !(error instanceof Problem) && !wasLost) setLost(true);
  return wasLost && isProblem(error, 'duplicate');
}
