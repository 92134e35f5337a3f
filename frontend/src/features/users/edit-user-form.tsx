import { useState } from 'react';
import { NameField } from '@/catalogue/entries/name-field';
import { words as entryWords } from '@/catalogue/entries/words';
import { useWords } from '@/language/language';
import { useUser } from '@/session/session';
import { FormDialog } from '@/ui/form-dialog';
import { useToast } from '@/ui/toast';
import { useChangeAccount, type Account } from './queries';
import { RoleChoice } from './role-choice';
import { words } from './words';

/** Another name or role for a user. */
export function EditUserForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const text = useWords(words);
  const { save, saving, saved } = useWords(entryWords);
  const toast = useToast();
  const isSelf = useUser().id === account.id;
  const [role, setRole] = useState(account.role);
  const write = useChangeAccount();
  return (
    <FormDialog
      title={text.editTitle(account.name)}
      description={account.email}
      fields={['name']}
      submit={write.isPending ? saving : save}
      pending={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={({ name }) => {
        write.mutate(
          { id: account.id, name, ...(role !== account.role && { role }) },
          {
            onSuccess: () => {
              toast(saved(name));
              onClose();
            },
          },
        );
      }}
    >
      <NameField label={text.name} value={account.name} />
      <RoleChoice value={role} onChoose={setRole} fixed={isSelf ? text.ownRole : undefined} />
    </FormDialog>
  );
}
