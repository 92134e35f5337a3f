import { LIMITS } from '@/api/limits';
import type { Location } from '@/api/shapes';
import { NameField } from '@/catalogue/entries/name-field';
import { words as entryWords } from '@/catalogue/entries/words';
import { useWords } from '@/language/language';
import { TextField } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { useToast } from '@/ui/toast';
import { words } from './words';
import { useSaveLocation } from './writes';

const CODE = /^([A-Z0-9][A-Z0-9._/-]*)?$/; // as the API has it

/** A new location, or another name for one. */
export function LocationForm({ location, onClose }: { location: Location | undefined; onClose: () => void }) {
  const text = useWords(words);
  const { save, saving, add, saved } = useWords(entryWords);
  const toast = useToast();
  const write = useSaveLocation(location?.id);
  return (
    <FormDialog
      title={location ? text.editTitle(location.code) : text.addTitle}
      fields={location ? ['name'] : ['code', 'name']}
      unique={{ field: 'code', taken: text.taken }}
      submit={write.isPending ? saving : location ? save : add}
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
      {!location && (
        <TextField
          name="code"
          label={text.code}
          description={text.codeHint}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          maxLength={LIMITS.locationCode}
          validate={(typed) => (CODE.test(typed) ? undefined : text.notCode)}
        />
      )}
      <NameField label={text.name} value={location?.name} />
    </FormDialog>
  );
}
