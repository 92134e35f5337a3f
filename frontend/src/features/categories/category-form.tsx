import { api, content } from '@/api/client';
import { NameField } from '@/catalogue/entries/name-field';
import { useWrite } from '@/catalogue/entries/use-write';
import { words as entryWords } from '@/catalogue/entries/words';
import { useWords } from '@/language/language';
import { FormDialog } from '@/ui/form-dialog';
import { useToast } from '@/ui/toast';
import { words } from './words';

/** A new category. */
export function CategoryForm({ onClose }: { onClose: () => void }) {
  const text = useWords(words);
  const { saving, add, saved } = useWords(entryWords);
  const toast = useToast();
  const write = useWrite(['categories'], (body: { name: string }) =>
    content(api.POST('/api/v1/categories', { body })),
  );
  return (
    <FormDialog
      title={text.addTitle}
      description={text.addMore}
      fields={['name']}
      unique={{ field: 'name', taken: text.taken }}
      submit={write.isPending ? saving : add}
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
      <NameField label={text.name} />
    </FormDialog>
  );
}
