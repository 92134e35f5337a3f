import { LIMITS } from '@/api/limits';
import type { Supplier } from '@/api/shapes';
import { NameField } from '@/catalogue/entries/name-field';
import { words as entryWords } from '@/catalogue/entries/words';
import { useWords } from '@/language/language';
import { TextField } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { useToast } from '@/ui/toast';
import { words } from './words';
import { useSaveSupplier } from './writes';

// As the API has them.
const ADDRESS = /^([^@\s]+@[^@\s]+)?$/;
const DIALLED = /^[0-9+() -]*$/;

/** A new supplier, or changes to one. */
export function SupplierForm({ supplier, onClose }: { supplier: Supplier | undefined; onClose: () => void }) {
  const text = useWords(words);
  const { save, saving, add, saved } = useWords(entryWords);
  const toast = useToast();
  const write = useSaveSupplier(supplier?.id);
  return (
    <FormDialog
      title={supplier ? text.editTitle(supplier.name) : text.addTitle}
      fields={['name', 'email', 'phone']}
      unique={{ field: 'name', taken: text.taken }}
      submit={write.isPending ? saving : supplier ? save : add}
      pending={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={(values) => {
        write.mutate(values, {
          onSuccess: ({ name }) => {
            toast(saved(name));
            onClose();
          },
        });
      }}
    >
      <NameField label={text.name} value={supplier?.name} />
      <TextField
        name="email"
        label={text.email}
        inputMode="email"
        autoComplete="off"
        defaultValue={supplier?.email ?? ''}
        maxLength={LIMITS.email}
        validate={(typed) => (ADDRESS.test(typed) ? undefined : text.notAddress)}
      />
      <TextField
        name="phone"
        label={text.phone}
        type="tel"
        autoComplete="off"
        defaultValue={supplier?.phone ?? ''}
        maxLength={LIMITS.phone}
        validate={(typed) => (DIALLED.test(typed) ? undefined : text.notPhone)}
      />
    </FormDialog>
  );
}
