import { LIMITS } from '@/api/limits';
import { clsx } from 'clsx';
import { useState, type KeyboardEvent } from 'react';
import type { MovementKind, Unit } from '@/api/shapes';
import { isBarcode } from '@/catalogue/product-picker-queries';
import { useLanguage, useWords } from '@/language/language';
import { TextField } from '@/ui/field';
import { amountFault, leastOf } from './amount';
import { useConsequence } from './consequence';
import { words as consequenceWords } from './consequence-words';
import type { Draft } from './draft';
import type { Levels } from './levels';
import styles from './record-form.module.css';
import { FIELDS } from './send';
import { words } from './words';

interface AmountFieldProps {
  kind: MovementKind;
  draft: Draft;
  levels: Levels;
  unit: Unit | undefined;
  onChange: (amount: string) => void;
}

/** How much, in the unit of the product, with what it would lead to as it is typed. */
export function AmountField({ kind, draft, levels, unit, onChange }: AmountFieldProps) {
  const text = useWords(words);
  const { looksScanned: scanned } = useWords(consequenceWords);
  const { formats } = useLanguage();
  const consequence = useConsequence({ kind, draft, levels, unit: unit ?? 'piece' });
  const [looksScanned, setLooksScanned] = useState(false);
  const validate = (typed: string) => {
    const fault = amountFault(kind, typed);
    if (fault === undefined) return undefined;
    if (fault === 'tooSmall') return text.faults.tooSmall(formats.number(leastOf(kind)));
    if (fault === 'tooLarge') return text.faults.tooLarge(formats.number(LIMITS.quantity));
    return text.faults[fault];
  };
  // The next product, scanned while the focus is still here, must not become a quantity.
  const holdScans = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || !isBarcode(event.currentTarget.value)) return;
    event.preventDefault();
    event.currentTarget.select();
    setLooksScanned(true);
  };
  const label = text.amounts[kind];
  return (
    <TextField
      className={clsx(styles.amount)}
      name={FIELDS.amount(kind)}
      label={unit ? text.amountIn(label, text.units[unit]) : label}
      // No phone offers a minus among its digits.
      inputMode={kind === 'adjustment' ? 'text' : 'numeric'}
      autoComplete="off"
      required
      value={draft.amount}
      onValueChange={(typed) => {
        setLooksScanned(false);
        onChange(typed);
      }}
      onKeyDown={holdScans}
      validate={validate}
      description={
        <>
          {kind === 'adjustment' && `${text.changeHint} `}
          <span role="status" className={clsx((looksScanned || consequence.isDoubtful) && styles.warn)}>
            {looksScanned ? scanned : consequence.sentence}
          </span>
        </>
      }
    />
  );
}
