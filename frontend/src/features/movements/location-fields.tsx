import type { Location, MovementKind, Unit } from '@/api/shapes';
import { idOf } from '@/catalogue/ids';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { SelectField } from '@/ui/field';
import type { Draft } from './draft';
import type { Levels } from './levels';
import styles from './record-form.module.css';
import { FIELDS } from './send';
import { words } from './words';

interface LocationFieldsProps {
  kind: MovementKind;
  draft: Draft;
  locations: readonly Location[];
  levels: Levels;
  unit: Unit;
  onChange: (changes: Partial<Draft>) => void;
}

/** Where: one location, or the two of a transfer, each with how much of the product is there. */
export function LocationFields({ kind, draft, locations, levels, unit, onChange }: LocationFieldsProps) {
  const text = useWords(words);
  const optionsOf = useOptions({ levels, unit });
  const { locationId, toId } = draft;
  const isTransfer = kind === 'transfer';
  // What is no longer in use receives nothing, and can be taken from or counted as long as there was something.
  const places = locations.filter(
    ({ id, active }) => active || id === locationId || (kind !== 'receipt' && levels.isKnownAt(id)),
  );
  const targets = locations.filter(({ id, active }) => id !== locationId && (active || id === toId));
  return (
    <div className={styles.locations}>
      <SelectField
        name={FIELDS.location(kind)}
        label={isTransfer ? text.from : text.location}
        options={optionsOf(places)}
        empty={text.chooseLocation}
        value={idText(locationId)}
        onValueChange={(chosen) =>
          onChange({ locationId: idOf(chosen), ...(idOf(chosen) === toId && { toId: null }) })
        }
        required
      />
      {isTransfer && (
        <SelectField
          name={FIELDS.to}
          label={text.to}
          options={optionsOf(targets)}
          empty={text.chooseLocation}
          value={idText(toId)}
          onValueChange={(chosen) => onChange({ toId: idOf(chosen) })}
          required
        />
      )}
    </div>
  );
}

/** Locations as lines of a menu: code, how much is there, and the name, which may be cut off. */
function useOptions({ levels, unit }: { levels: Levels; unit: Unit }) {
  const text = useWords(words);
  const { quantity } = useWords(catalogueWords);
  return (locations: readonly Location[]) =>
    locations.map(({ id, code, name, active }) => {
      const held = levels.at(id);
      const mark = active ? '' : ` (${text.inactiveMark})`;
      const stock = held === undefined ? '' : ` · ${quantity[unit](held)}`;
      return { value: String(id), label: `${code}${stock} · ${name}${mark}` };
    });
}

function idText(id: number | null): string {
  return id === null ? '' : String(id);
}
