import { Combobox } from '@base-ui/react/combobox';
import { Field } from '@base-ui/react/field';
import { clsx } from 'clsx';
import { ChevronDown, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import type { Product } from '@/api/shapes';
import { useWords } from '@/language/language';
import field from '@/ui/field.module.css';
import { words as uiWords } from '@/ui/words';
import { ProductPickerList } from './product-picker-list';
import styles from './product-picker.module.css';
import { usePicker, type Choice } from './product-picker-state';
import { words } from './product-picker-words';

interface ProductPickerProps extends Omit<Choice, 'activeOnly'> {
  label: string;
  name?: string;
  /** What may be left out is marked so only where it says `false`; a filter says nothing. */
  required?: boolean;
  activeOnly?: boolean;
  description?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
}

/** A product by part of its SKU or name from a list, or at once by its barcode and Enter, as scanners type it. */
export function ProductPicker({
  label,
  name,
  required,
  activeOnly = false,
  description,
  inputRef,
  ...choice
}: ProductPickerProps) {
  const text = useWords(words);
  const { optional } = useWords(uiWords);
  const { root, status, problem, isFilled, onKeyDown } = usePicker({ ...choice, activeOnly });
  return (
    <Field.Root
      {...(name !== undefined && { name })}
      className={clsx(field.field)}
      invalid={problem !== undefined}
    >
      <Combobox.Root<Product> {...root} filter={null} required={required ?? false}>
        <Field.Label className={clsx(field.label)}>
          {label} {required === false && <span className={field.optional}>({optional})</span>}
        </Field.Label>
        <Combobox.InputGroup className={clsx(styles.group)}>
          <Combobox.Input
            ref={inputRef}
            className={clsx(field.control)}
            placeholder={text.hint}
            autoComplete="off"
            spellCheck={false}
            onFocus={({ currentTarget }) => currentTarget.select()}
            onKeyDown={(event) => {
              if (onKeyDown(event)) event.preventBaseUIHandler();
            }}
          />
          <Buttons isFilled={isFilled} />
        </Combobox.InputGroup>
        <ProductPickerList status={status} />
      </Combobox.Root>
      {description !== undefined && (
        <Field.Description className={clsx(field.description)}>{description}</Field.Description>
      )}
      <Wrong problem={problem} />
    </Field.Root>
  );
}

function Buttons({ isFilled }: { isFilled: boolean }) {
  const text = useWords(words);
  return (
    <div className={styles.buttons}>
      {isFilled && (
        <Combobox.Clear className={clsx(styles.button)} aria-label={text.clear}>
          <X size={17} aria-hidden />
        </Combobox.Clear>
      )}
      <Combobox.Trigger className={clsx(styles.button)} aria-label={text.open}>
        <ChevronDown size={18} aria-hidden />
      </Combobox.Trigger>
    </div>
  );
}

function Wrong({ problem }: { problem: string | undefined }) {
  const text = useWords(words);
  if (problem !== undefined) {
    return (
      <Field.Error match className={clsx(field.error)} role="alert">
        {problem}
      </Field.Error>
    );
  }
  return (
    <>
      <Field.Error match="valueMissing" className={clsx(field.error)}>
        {text.required}
      </Field.Error>
      <Field.Error match="customError" className={clsx(field.error)} />
    </>
  );
}
