import { LIMITS } from '@/api/limits';
import { Form } from '@base-ui/react/form';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useEffect, useMemo, useRef } from 'react';
import { Problem } from '@/api/problem';
import type { Location, MovementKind } from '@/api/shapes';
import { needsActive } from '@/catalogue/kinds';
import { ProductPicker } from '@/catalogue/product-picker';
import { productQuery } from '@/catalogue/queries';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { AmountField } from './amount-field';
import { Answer } from './answer';
import { isTyped, emptyDraft, type Draft } from './draft';
import { useLevels } from './levels';
import { LocationFields } from './location-fields';
import styles from './record-form.module.css';
import type { useRecording } from './recording';
import { FIELDS } from './send';
import { words } from './words';

interface RecordFormProps {
  kind: MovementKind;
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  locations: readonly Location[];
  recording: ReturnType<typeof useRecording>;
  /** Whether another was recorded just before, so that the work goes on with the next product. */
  isNext: boolean;
}

/** One movement of a kind: product, location, quantity, reason, and what the API says to it. */
export function RecordForm({ kind, draft, change, locations, recording, isNext }: RecordFormProps) {
  const text = useWords(words);
  const { data: product } = useQuery({
    ...productQuery(draft.productId ?? 0),
    enabled: draft.productId !== null,
  });
  const levels = useLevels(draft.productId);
  const { formRef, productRef, focus } = useFields(isNext);
  const errors = useMemo(
    () => (recording.error instanceof Problem ? recording.error.byField : {}),
    [recording.error],
  );
  const { reset } = recording;
  const type = (changes: Partial<Draft>) => {
    reset();
    change(changes);
  };
  const record = (changes: Partial<Draft> = {}) => {
    if (!product) return;
    change(changes);
    recording.record({ kind, product, draft: { ...draft, ...changes } });
  };
  return (
    <Form ref={formRef} className={clsx(styles.form)} errors={errors} onFormSubmit={() => record()}>
      <ProductPicker
        label={text.product}
        name={FIELDS.product}
        productId={draft.productId}
        onChoose={(chosen) => type({ productId: chosen?.id ?? null })}
        onDone={() => focus(draft.locationId === null ? FIELDS.location(kind) : FIELDS.amount(kind))}
        activeOnly={needsActive(kind)}
        inputRef={productRef}
        required
        {...(product?.active === false && { description: text.inactiveProduct })}
      />
      <LocationFields
        {...{ kind, draft, locations, levels }}
        unit={product?.unit ?? 'piece'}
        onChange={type}
      />
      <AmountField
        // What is right for one kind may be wrong for another.
        key={kind}
        {...{ kind, draft, levels }}
        unit={product?.unit}
        onChange={(amount) => type({ amount })}
      />
      <TextField
        name={FIELDS.reason}
        label={text.reason}
        value={draft.reason}
        onValueChange={(reason) => type({ reason })}
        maxLength={LIMITS.reason}
        required={kind === 'adjustment'}
        autoComplete="off"
        validate={(reason) =>
          kind === 'adjustment' && reason.trim() === '' ? text.faults.reason : undefined
        }
      />
      <Answer {...{ recording, draft, levels }} onRecord={record} />
      <FormActs
        {...{ kind, draft }}
        isPending={recording.isPending}
        onClear={() => {
          type(emptyDraft(draft));
          productRef.current?.focus();
        }}
      />
    </Form>
  );
}

interface FormActsProps {
  kind: MovementKind;
  draft: Draft;
  isPending: boolean;
  onClear: () => void;
}

function FormActs({ kind, draft, isPending, onClear }: FormActsProps) {
  const text = useWords(words);
  return (
    <div className={styles.acts}>
      <Button type="submit" look="primary" disabled={isPending}>
        {isPending ? text.sending : text.submits[kind]}
      </Button>
      {isTyped(draft) && (
        <Button look="plain" disabled={isPending} onClick={onClear}>
          {text.clear}
        </Button>
      )}
    </div>
  );
}

/** The fields that the focus is led to: to the product for the next movement, and on from there. */
function useFields(isNext: boolean) {
  const formRef = useRef<HTMLFormElement>(null);
  const productRef = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNext) productRef.current?.focus();
  }, [isNext]);
  const focus = (name: string) => {
    const field = formRef.current?.elements.namedItem(name);
    if (field instanceof HTMLElement) field.focus();
  };
  return { formRef, productRef, focus };
}
