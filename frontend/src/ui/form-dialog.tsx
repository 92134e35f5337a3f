import { Form } from '@base-ui/react/form';
import { clsx } from 'clsx';
import { useMemo, useState, type ReactNode } from 'react';
import { isProblem, Problem } from '@/api/problem';
import { useWords } from '@/language/language';
import { Button } from './button';
import { Acts, Dialog } from './dialog';
import styles from './form-dialog.module.css';
import { LeaveGuard } from './leave-guard';
import { Failure, PerhapsSaved } from './note';
import { useMayBeOwn } from './use-may-be-own';
import { words } from './words';

interface FormDialogProps<Field extends string> {
  title: string;
  description?: ReactNode;
  /** Every field of the form; what is wrong with another value is told beside the acts. */
  fields: readonly Field[];
  /** The field that no two may have the same of, and what to say where another has it. */
  unique?: { field: Field; taken: string };
  /** The verb of the act, such as `Save`. */
  submit: string;
  pending: boolean;
  error: Error | null;
  onSubmit: (values: Record<Field, string>) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in front of the page; what the API says of a field is told at the field. */
export function FormDialog<Field extends string>(props: FormDialogProps<Field>) {
  const { title, description, fields, unique, submit, pending, error, onSubmit, onClose, children } = props;
  const text = useWords(words);
  // Kept while it is sent once more, since errors that come and go take the focus with them.
  const [last, setLast] = useState(error);
  if (error && error !== last) setLast(error);
  const errors = useMemo(
    () => told(last, unique?.field, unique?.taken),
    [last, unique?.field, unique?.taken],
  );
  const mayBeOwn = useMayBeOwn(error);
  const [typed, setTyped] = useState(false);
  const isToldAtFields =
    Object.keys(errors).length > 0 &&
    Object.keys(errors).every((name) => fields.some((each) => each === name));
  return (
    <Dialog open onOpenChange={onClose} title={title} {...(description !== undefined && { description })}>
      <Form
        className={clsx(styles.form)}
        errors={errors}
        onChange={() => setTyped(true)}
        onFormSubmit={(values) => {
          if (!pending) onSubmit(textOf(values, fields));
        }}
      >
        {children}
        {error && !isToldAtFields && <Failure error={error} write />}
        {mayBeOwn && <PerhapsSaved />}
        <Acts>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" disabled={pending}>
            {submit}
          </Button>
        </Acts>
      </Form>
      <LeaveGuard unsaved={typed} />
    </Dialog>
  );
}

function told(error: Error | null, unique?: string, taken?: string): Record<string, string> {
  if (unique !== undefined && taken !== undefined && isProblem(error, 'duplicate'))
    return { [unique]: taken };
  return error instanceof Problem ? error.byField : {};
}

function textOf<Field extends string>(
  values: Record<string, unknown>,
  fields: readonly Field[],
): Record<Field, string> {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return Object.fromEntries(fields.map((field) => [field, text(values[field])])) as Record<Field, string>;
}
