import type { ReactNode } from 'react';
import { useWords } from '@/language/language';
import { Loading } from './loading';
import { Failure, Note } from './note';
import { words } from './words';

/** What of a query decides what is to be seen. */
interface Asked<Data> {
  data: Data | undefined;
  error: Error | null;
  fetchStatus: 'fetching' | 'paused' | 'idle';
  refetch: () => unknown;
}

export interface QueryViewProps<Data> {
  query: Asked<Data>;
  /** Shown instead where there is nothing in the answer. */
  empty?: { when: (data: Data) => boolean; show: ReactNode };
  /** Lines whose place is held while it loads. */
  lines?: number;
  children: (data: NonNullable<Data>) => ReactNode;
}

/** What was asked for, or why it is not there: loading, offline, failed, empty, or old and not refreshed. */
export function QueryView<Data>({ query, empty, lines, children }: QueryViewProps<Data>) {
  const text = useWords(words);
  const { data, error, fetchStatus } = query;
  const retry = () => void query.refetch();
  if (data === undefined || data === null) {
    if (error) return <Failure error={error} onRetry={retry} />;
    if (fetchStatus === 'paused') {
      return (
        <Note look="offline" title={text.offlineTitle}>
          {text.offlineNoData}
        </Note>
      );
    }
    return <Loading {...(lines !== undefined && { lines })} />;
  }
  return (
    <>
      {error && fetchStatus === 'idle' && (
        <Note look="warn">
          <p>{text.stale}</p>
        </Note>
      )}
      {empty?.when(data) ? empty.show : children(data)}
    </>
  );
}
