import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Problem, Unreachable } from '@/api/problem';
import { useWords } from '@/language/language';
import { Button, ButtonLink } from '@/ui/button';
import { Loading } from '@/ui/loading';
import { Empty, Failure, Note } from '@/ui/note';
import { Page } from '@/ui/page';
import { MissingPart } from './part';
import styles from './shell.module.css';
import { words } from './words';

/** Stands where a page has failed: what it asked for did not come, a part did not load, or it is our fault. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const text = useWords(words);
  const router = useRouter();
  if (error instanceof Problem || error instanceof Unreachable) {
    const retry = () => void router.invalidate().then(reset);
    return (
      <Page title={error instanceof Problem ? error.title : text.product} narrow>
        <Failure error={error} onRetry={retry} />
      </Page>
    );
  }
  const isPart = error instanceof MissingPart;
  return (
    <Page title={isPart ? text.chunk : text.crashed} narrow>
      <Note look="danger">
        <p>{isPart ? text.chunkMore : text.crashedMore}</p>
        <Button onClick={() => window.location.reload()}>{text.reload}</Button>
      </Note>
    </Page>
  );
}

/** Stands where not even the frame around the pages could be made. */
export function FailedStart(props: ErrorComponentProps) {
  return (
    <main className={styles.main}>
      <FailedPage {...props} />
    </main>
  );
}

/** Stands where an address names nothing. */
export function MissingPage() {
  const text = useWords(words);
  return (
    <Page title={text.missing}>
      <Empty title={text.missingMore}>
        <ButtonLink to="/">{text.home}</ButtonLink>
      </Empty>
    </Page>
  );
}

/** Stands where the first answer takes its time. */
export function WaitingPage() {
  return (
    <main className={styles.main}>
      <Loading />
    </main>
  );
}
