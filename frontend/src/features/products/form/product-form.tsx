import { Form } from '@base-ui/react/form';
import { useNavigate } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useMemo, useRef, useState } from 'react';
import { isProblem, Problem } from '@/api/problem';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { Acts } from '@/ui/dialog';
import { LeaveGuard } from '@/ui/leave-guard';
import { Failure } from '@/ui/note';
import { Card } from '@/ui/page';
import { CostFields, NameFields, OfCatalogueFields } from './fields';
import styles from './form.module.css';
import { isOther, typedValues, type Values } from './values';
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
  const errors = useToldAtFields(error, adds, text.taken);
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
        {error && <Failure error={error} write />}
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
function useToldAtFields(error: Error | null, adds: boolean, taken: string): Record<string, string> {
  const [last, setLast] = useState(error);
  if (error && error !== last) setLast(error);
  return useMemo(() => {
    // Of an existing product nothing else has to be its own.
    if (!adds && isProblem(last, 'duplicate')) return { barcode: taken };
    return last instanceof Problem ? last.byField : {};
  }, [last, adds, taken]);
}
