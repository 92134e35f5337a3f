import { isPassing, isProblem } from '@/api/problem';
import { useWords } from '@/language/language';
import { Failure, Note } from '@/ui/note';
import { words as choiceWords } from './choice-words';
import { FaultTable } from './fault-table';
import { Focused } from './focused';
import { words } from './run-words';
import { FileChanged } from './use-import';

interface FaultyFileProps {
  error: Error;
  onRetry: () => void;
  /** Whether rows may have been written before the answer was lost. */
  isWrite: boolean;
}

/** Why the file was not taken: its rows, the file as a whole, or something that passes. */
export function FaultyFile({ error, onRetry, isWrite }: FaultyFileProps) {
  const { rowsTitle, rowsMore } = useWords(words);
  const { faults } = useWords(choiceWords);
  if (isProblem(error, 'invalid-rows')) {
    return (
      <Focused label={rowsTitle}>
        <Note look="danger" title={rowsTitle}>
          <p>{rowsMore}</p>
        </Note>
        <FaultTable faults={error.faults} total={error.total} />
      </Focused>
    );
  }
  if (error instanceof FileChanged) {
    return (
      <Note look="danger">
        <p>{faults.unreadable}</p>
      </Note>
    );
  }
  const mayPass = isPassing(error) || isProblem(error, 'sign-in-required');
  return (
    <Focused>
      <Failure error={error} write={isWrite} {...(mayPass && { onRetry })} />
    </Focused>
  );
}
