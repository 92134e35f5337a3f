import { Form } from '@base-ui/react/form';
import { useNavigate } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useMemo, useRef, useState } from 'react';
import { isProblem, Problem } from '@/api/problem';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { Acts } from '@/ui/dialog';
import { LeaveGuard } from '@/ui/leave-guard';
import { Failure, PerhapsSaved } from '@/ui/note';
import { useMayBeOwn } from '@/ui/use-may-be-own';
import { Card } from '@/ui/page';
import { CostFields, NameFields, OfCatalogueFields } from './fields';
import styles from './form.module.css';
import { FIELDS, isOther, typedValues, type Values } from './values';
import { words } from './words';

interface ProductFormProps {
  first: Values;
  /** Whether it adds a product; what stays for ever is asked for only then. */
  adds: boolean;
  pending: boolean;
  error: Error | null;
  onSubmit: (values: Values) => void;
  /** The number of the product to go back to; else the list. */
  backTo?: number;
}

/** The fields of a product. */
export function ProductForm({ first, adds, pending, error, onSubmit, backTo }: ProductFormProps) {
  const text = useWords(words);
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [unsaved, setUnsaved] = useState(false);
  const errors = useToldAtFields(error);
  const isToldAtFields = isAtFields(errors, adds);
  const mayBeOwn = useMayBeOwn(error);
  const back = () =>
    void (backTo === undefined
      ? navigate({ to: '/products' })
      : navigate({ to: '/products/$id', params: { id: String(backTo) } }));
  return (
    <Card>
      <Form
        ref={form}
        className={clsx(styles.form)}
        errors={errors}
        onChange={(event) => setUnsaved(isOther(typedValues(event.currentTarget, first), first))}
        onFormSubmit={() => {
          if (!pending && form.current) onSubmit(typedValues(form.current, first));
        }}
      >
        <NameFields first={first} adds={adds} />
        <OfCatalogueFields first={first} />
        <CostFields first={first} />
        {error && !isToldAtFields && <Failure error={error} write />}
        {mayBeOwn && <PerhapsSaved />}
        <Acts>
          <Button onClick={back}>{text.cancel}</Button>
          <Button type="submit" look="primary" disabled={pending}>
            {pending ? text.saving : adds ? text.add : text.save}
          </Button>
        </Acts>
      </Form>
      <LeaveGuard unsaved={unsaved} />
    </Card>
  );
}

/** What the API says of fields; kept while it is sent once more, since errors that come and go move the page. */
function useToldAtFields(error: Error | null): Partial<Values> {
  const { taken } = useWords(words);
  const [last, setLast] = useState(error);
  if (error && error !== last) setLast(error);
  return useMemo(() => {
    if (!(last instanceof Problem)) return {};
    const field = isProblem(last, 'duplicate') ? takenField(last) : undefined;
    return field ? { [field]: taken[field] } : last.byField;
  }, [last, taken]);
}

/** The field that another product has the same of. */
function takenField({ faults }: Problem): 'sku' | 'barcode' | undefined {
  return (['sku', 'barcode'] as const).find((taken) => faults.some(({ field }) => field === taken));
}

function isAtFields(errors: Partial<Values>, adds: boolean): boolean {
  const here = FIELDS.filter((field) => adds || (field !== 'sku' && field !== 'unit'));
  const names = Object.keys(errors);
  return names.length > 0 && names.every((name) => here.some((field) => field === name));
}
