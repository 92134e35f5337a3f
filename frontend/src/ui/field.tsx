import { Field } from '@base-ui/react/field';
import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { useWords } from '@/language/language';
import styles from './field.module.css';
import { words } from './words';

interface FieldProps {
  name: string;
  label: string;
  /** What belongs here, in a sentence that stays in view. */
  description?: ReactNode;
  /** A sentence where the value cannot be used, else nothing. */
  validate?: (value: string) => string | undefined;
  className?: string;
}

type Control = Omit<ComponentProps<'input'>, 'name' | 'className' | 'value' | 'defaultValue' | 'onChange'> & {
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
};

/** Label, control, description and what is wrong with the value, told as it is typed. */
export function TextField({
  name,
  label,
  description,
  validate,
  className,
  ...control
}: FieldProps & Control) {
  return (
    <FieldFrame {...{ name, label, description, validate, className }} required={control.required}>
      <Field.Control {...control} className={clsx(styles.control)} />
      <FieldErrors {...control} />
    </FieldFrame>
  );
}

interface FrameProps extends Omit<FieldProps, 'description' | 'validate' | 'className'> {
  description: ReactNode;
  validate: FieldProps['validate'] | undefined;
  className: string | undefined;
  required: boolean | undefined;
  children: ReactNode;
}

/** What stands around any control. */
function FieldFrame({ name, label, description, validate, className, required, children }: FrameProps) {
  const text = useWords(words);
  return (
    <Field.Root
      name={name}
      className={clsx(styles.field, className)}
      validationMode="onChange"
      validate={(value) => validate?.(typeof value === 'string' ? value : '') ?? null}
    >
      <Field.Label className={clsx(styles.label)}>
        {label} {!required && <span className={styles.optional}>({text.optional})</span>}
      </Field.Label>
      {children}
      {description !== undefined && (
        <Field.Description className={clsx(styles.description)}>{description}</Field.Description>
      )}
    </Field.Root>
  );
}

/** What is wrong, in the application's own language rather than in the browser's. */
function FieldErrors({ min, max }: Pick<ComponentProps<'input'>, 'min' | 'max'>) {
  const text = useWords(words);
  const known = {
    valueMissing: text.required,
    tooShort: text.tooShort,
    tooLong: text.tooLong,
    badInput: text.notNumber,
    typeMismatch: text.notEmail,
    patternMismatch: text.notAsExpected,
    stepMismatch: text.notWhole,
    rangeUnderflow: text.tooSmall(String(min)),
    rangeOverflow: text.tooLarge(String(max)),
  } as const;
  return (
    <>
      {Object.entries(known).map(([match, sentence]) => (
        <Field.Error key={match} match={match as keyof typeof known} className={clsx(styles.error)}>
          {sentence}
        </Field.Error>
      ))}
      {/* The rest: what `validate` says, or the API about what was sent. */}
      <Field.Validity>
        {({ validity }) =>
          !Object.keys(known).some((match) => validity[match as keyof typeof known]) && (
            <Field.Error className={clsx(styles.error)} />
          )
        }
      </Field.Validity>
    </>
  );
}

interface SelectProps extends FieldProps {
  options: readonly { value: string; label: string }[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  required?: boolean;
  /** What the choice of nothing is called; without it there is none. */
  empty?: string;
}

/** One of a few; the browser's own list, which every phone and screen reader knows. */
export function SelectField({ options, empty, onValueChange, ...props }: SelectProps) {
  const { name, label, description, validate, className, ...control } = props;
  return (
    <FieldFrame {...{ name, label, description, validate, className }} required={control.required ?? true}>
      <Field.Control
        className={clsx(styles.control)}
        {...(onValueChange && { onValueChange })}
        {...control}
        render={
          <select>
            {empty !== undefined && <option value="">{empty}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        }
      />
      <FieldErrors />
    </FieldFrame>
  );
}
