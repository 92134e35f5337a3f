import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { LeaveGuard } from '@/ui/leave-guard';
import { Note } from '@/ui/note';
import { QueryView } from '@/ui/query-view';
import { words as choiceWords } from './choice-words';
import { FaultyFile } from './faulty-file';
import styles from './files.module.css';
import { Findings } from './findings';
import { glanceAt } from './glance';
import { ImportProgress } from './import-progress';
import { Imported } from './imported';
import type { Kind } from './kinds';
import { Preview } from './preview';
import { words } from './run-words';
import { useRun, type Run } from './use-import';

interface ChosenFileProps {
  kind: Kind;
  file: File;
  /** Told whether it is being sent, during which nothing else may be chosen. */
  onBusy: (isBusy: boolean) => void;
}

/** A file on its way: looked at here, checked by the API, then imported. */
export function ChosenFile({ kind, file, onBusy }: ChosenFileProps) {
  const text = useWords(words);
  const { chosen, bytes, faults } = useWords(choiceWords);
  const check = useRun({ dryRun: true });
  const write = useRun({ dryRun: false });
  const isBusy = check.isRunning || write.isRunning;
  useEffect(() => onBusy(isBusy), [isBusy, onBusy]);
  const glance = useGlance(file);
  return (
    <>
      <p>
        <strong>{chosen(file.name, bytes(file.size))}</strong>
      </p>
      <QueryView query={glance} lines={3}>
        {(found) =>
          found.fault === undefined ? (
            <>
              <Preview glance={found} />
              <Steps kind={kind} file={file} check={check} write={write} />
            </>
          ) : (
            <Note look="danger">
              <p>{faults[found.fault]}</p>
            </Note>
          )
        }
      </QueryView>
      <LeaveGuard unsaved={isBusy} title={text.leaveTitle} description={text.leave} />
    </>
  );
}

function useGlance(file: File) {
  return useQuery({
    // A file has no name of its own that lasts.
    queryKey: ['file', file.name, file.size, file.lastModified],
    queryFn: () => glanceAt(file),
    networkMode: 'always',
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

interface StepsProps {
  kind: Kind;
  file: File;
  check: Run;
  write: Run;
}

/** What is next: check, then import, with all that can come between. */
function Steps({ kind, file, check, write }: StepsProps) {
  const text = useWords(words);
  if (write.report) return <Imported kind={kind} report={write.report} />;
  if (write.isRunning) return <ImportProgress run={write} working={text.stages.writing} />;
  if (check.isRunning) return <ImportProgress run={check} working={text.stages.checking} />;
  const retry = () => (check.report ? write : check).start({ kind, file });
  const error = write.error ?? check.error;
  if (error) return <FaultyFile error={error} onRetry={retry} isWrite={write.error !== null} />;
  if (write.isStopped) {
    return (
      <Note look="warn" title={text.stopped}>
        <p>{text.stoppedMore}</p>
        <Button onClick={retry}>{text.importVerb}</Button>
      </Note>
    );
  }
  if (check.report) {
    return <Findings kind={kind} report={check.report} onImport={retry} />;
  }
  return (
    <div className={styles.start}>
      <Button look="primary" onClick={() => check.start({ kind, file })}>
        {text.check}
      </Button>
      <p>{text.checkMore}</p>
    </div>
  );
}
