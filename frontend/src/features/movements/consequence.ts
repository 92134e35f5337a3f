import type { MovementKind, Unit } from '@/api/shapes';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { amountOf } from './amount';
import type { Draft } from './draft';
import type { Levels } from './levels';
import { words } from './consequence-words';

interface Consequence {
  sentence: string;
  /** Whether the API would hardly carry it out; it decides, since stock may have changed since it was asked. */
  isDoubtful: boolean;
}

interface Given {
  kind: MovementKind;
  draft: Draft;
  levels: Levels;
  unit: Unit;
}

/** What a draft would make of the stock, told while it is typed. */
export function useConsequence({ kind, draft, levels, unit }: Given): Consequence {
  const text = useWords(words);
  const { quantity: quantities } = useWords(catalogueWords);
  const quantity = quantities[unit];
  const here = levels.at(draft.locationId);
  const amount = amountOf(kind, draft.amount);
  const certain = (sentence: string) => ({ sentence, isDoubtful: false });

  if (here === undefined) return certain(levels.hasFailed ? text.stockUnknown : '');
  if (amount === undefined) return certain(text.here(quantity(here)));
  if (kind === 'count') {
    if (amount === here) return certain(text.asBooked);
    const isCounted = unit === 'piece' || unit === 'box';
    const difference = quantity(Math.abs(amount - here));
    return certain(amount < here ? text.fewer(difference, isCounted) : text.more(difference));
  }
  const change = kind === 'issue' || kind === 'transfer' ? -amount : amount;
  const after = here + change;
  if (after < 0) return { sentence: here === 0 ? text.none : text.tooFew(quantity(here)), isDoubtful: true };
  if (kind === 'adjustment') return certain(text.becomes(quantity(here), quantity(after)));
  const there = kind === 'transfer' ? levels.at(draft.toId) : undefined;
  if (there !== undefined) return certain(text.moved(quantity(after), quantity(there + amount)));
  return certain(text.left(quantity(after)));
}
