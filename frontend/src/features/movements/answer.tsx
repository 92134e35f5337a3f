import { isProblem, Problem, Unreachable } from '@/api/problem';
import { useWords } from '@/language/language';
import { Button, ButtonLink } from '@/ui/button';
import { Failure, Note } from '@/ui/note';
import type { Draft } from './draft';
import type { Levels } from './levels';
import type { Attempt, useRecording } from './recording';
import { FIELDS } from './send';
import { ShortOfStock } from './short-of-stock';
import { words } from './answer-words';

interface AnswerProps {
  recording: ReturnType<typeof useRecording>;
  draft: Draft;
  levels: Levels;
  onRecord: (changes?: Partial<Draft>) => void;
}

/** Why a movement was not recorded, or that nobody knows, and what can be done about it. */
export function Answer({ recording, draft, levels, onRecord }: AnswerProps) {
  const text = useWords(words);
  const { error, attempt, isPending } = recording;
  if (isPending) return null;
  if (!error || !attempt) {
    if (!draft.isUncertain) return null;
    return (
      <Note look="warn" title={text.uncertain}>
        <p>{text.uncertainMore}</p>
      </Note>
    );
  }
  if (isProblem(error, 'insufficient-stock')) return <ShortOfStock {...{ attempt, levels, onRecord }} />;
  if (isProblem(error, 'idempotency-key-reused')) return <Reused {...{ attempt, onRecord }} />;
  if (isToldAtFields(error, attempt)) return null;
  const told = {
    busy: { title: text.busy, more: text.busyMore, isRetried: true },
    inactive: { title: text.inactive, more: text.inactiveMore },
    'not-found': { title: text.gone, more: text.goneMore },
    'gone-meanwhile': { title: text.gone, more: text.goneMore },
    'sign-in-required': { title: text.signIn, more: text.signInMore },
  };
  const known = error instanceof Problem ? told[error.kind as keyof typeof told] : undefined;
  if (known === undefined) {
    const mayHelp = error instanceof Unreachable || (error instanceof Problem && error.status >= 500);
    return <Failure error={error} write {...(mayHelp && { onRetry: () => onRecord() })} />;
  }
  return (
    <Note look="danger" title={known.title}>
      <p>{known.more}</p>
      {'isRetried' in known && <Button onClick={() => onRecord()}>{text.retry}</Button>}
    </Note>
  );
}

function isToldAtFields(error: Error, { kind }: Attempt): boolean {
  if (!(error instanceof Problem) || error.faults.length === 0) return false;
  const fields = [FIELDS.product, FIELDS.location(kind), FIELDS.to, FIELDS.amount(kind), FIELDS.reason];
  return error.faults.every(({ field }) => field !== undefined && fields.includes(field));
}

/** An attempt without an answer was written after all, with other values; whether more is needed only a person knows. */
function Reused({ attempt, onRecord }: Pick<AnswerProps, 'onRecord'> & { attempt: Attempt }) {
  const text = useWords(words);
  return (
    <Note look="danger" title={text.reused}>
      <p>{text.reusedMore}</p>
      <p>
        <ButtonLink to="/movements" search={{ product: attempt.product.id }}>
          {text.reusedHistory}
        </ButtonLink>
      </p>
      <Button onClick={() => onRecord({ key: crypto.randomUUID(), isUncertain: false })}>
        {text.recordToo}
      </Button>
    </Note>
  );
}
