import { useId } from 'react';
import styles from './option-group.module.css';

interface OptionGroupProps<Value extends string> {
  legend: string;
  value: Value;
  options: readonly { value: Value; name: string; more?: string }[];
  onChoose: (value: Value) => void;
  disabled?: boolean;
  /** A sentence about all of them, as why none can be chosen. */
  note?: string | undefined;
}

/** One of a few that are all in view, some with a sentence of what they are. */
export function OptionGroup<Value extends string>(props: OptionGroupProps<Value>) {
  const { legend, value, options, onChoose, disabled, note } = props;
  const id = useId();
  return (
    <fieldset
      className={styles.group}
      disabled={disabled}
      aria-describedby={note === undefined ? undefined : `${id}-note`}
    >
      <legend className={styles.legend}>{legend}</legend>
      {note !== undefined && (
        <p id={`${id}-note`} className={styles.note}>
          {note}
        </p>
      )}
      {options.map(({ value: each, name, more }) => (
        <label key={each} className={styles.option}>
          <input
            type="radio"
            name={id}
            value={each}
            checked={each === value}
            onChange={() => onChoose(each)}
            aria-labelledby={`${id}-${each}`}
            aria-describedby={more === undefined ? undefined : `${id}-${each}-more`}
          />
          <span id={`${id}-${each}`}>{name}</span>
          {more !== undefined && (
            <span id={`${id}-${each}-more`} className={styles.more}>
              {more}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
