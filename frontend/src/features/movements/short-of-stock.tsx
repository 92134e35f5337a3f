import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { numberOf } from './amount';
import type { Draft } from './draft';
import type { Levels } from './levels';
import type { Attempt } from './recording';
import { words } from './answer-words';

interface ShortOfStockProps {
  attempt: Attempt;
  levels: Levels;
  onRecord: (changes: Partial<Draft>) => void;
}

/** There is less than was asked for: how much there is now, and a way to take that. */
export function ShortOfStock({ attempt, levels, onRecord }: ShortOfStockProps) {
  const text = useWords(words);
  const { quantity: quantities } = useWords(catalogueWords);
  const { kind, draft, product } = attempt;
  const quantity = quantities[product.unit];
  const asked = Math.abs(numberOf(draft.amount) ?? 0);
  // What was believed before is what has proved wrong.
  const there = levels.isFetching ? undefined : levels.at(draft.locationId);
  const isKnown = there !== undefined && there < asked;
  return (
    <Note look="danger" title={text.short}>
      {isKnown && <p>{there === 0 ? text.shortNone : text.shortMore(quantity(there), quantity(asked))}</p>}
      {isKnown && there > 0 && (
        <Button onClick={() => onRecord({ amount: String(kind === 'adjustment' ? -there : there) })}>
          {text.takeAll(kind === 'adjustment' ? `−${quantity(there)}` : quantity(there))}
        </Button>
      )}
    </Note>
  );
}
