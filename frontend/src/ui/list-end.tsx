import { useEffect, useRef } from 'react';
import { useWords } from '@/language/language';
import { Button } from './button';
import styles from './list-end.module.css';
import { Failure } from './note';
import { words } from './words';

const AHEAD = '800px'; // below the window, so that the next rows are there before anybody sees the end

/** What of an endless query its end shows. */
interface Endless {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage: () => unknown;
}

interface ListEndProps {
  query: Endless;
  /** How much is shown, which screen readers are told when more has come. */
  children?: string;
  /** Whether more is asked for when the end comes near, and not only by the button. */
  byItself?: boolean;
}

/** The end of a list that goes on: a button for more, which is also asked for when the end comes near. */
export function ListEnd({ query, children, byItself = false }: ListEndProps) {
  const text = useWords(words);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error } = query;
  const more = () => void query.fetchNextPage();
  const end = useNear(more, byItself && hasNextPage && !isFetchingNextPage && !isFetchNextPageError);
  return (
    <div ref={end} className={styles.end}>
      <p role="status">{children}</p>
      {isFetchNextPageError && error && <Failure error={error} onRetry={more} />}
      {hasNextPage && !isFetchNextPageError && (
        <Button onClick={more} disabled={isFetchingNextPage}>
          {isFetchingNextPage ? text.moreLoading : text.more}
        </Button>
      )}
    </div>
  );
}

/** Calls when an element comes near the window, as long as it is wanted. */
function useNear(onNear: () => void, wanted: boolean) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(onNear);
  useEffect(() => {
    latest.current = onNear;
  });
  useEffect(() => {
    if (!wanted || element.current === null || !('IntersectionObserver' in window)) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) latest.current();
      },
      { rootMargin: `0px 0px ${AHEAD}` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [wanted]);
  return element;
}
