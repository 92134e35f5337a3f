import { words as entryWords } from '@/catalogue/entries/words';
import { useWords } from '@/language/language';
import { useUser } from '@/session/session';
import { FormDialog } from '@/ui/form-dialog';
import { useToast } from '@/ui/toast';
import { PasswordField } from './password-field';
import { useChangeAccount, type Account } from './queries';
import { words } from './words';

/** A new password for a user, which ends their sessions. */
export function PasswordForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const text = useWords(words);
  const { saving } = useWords(entryWords);
  const toast = useToast();
  const isSelf = useUser().id === account.id;
  const write = useChangeAccount();
  return (
    <FormDialog
      title={text.newPasswordOf(account.name)}
      description={isSelf ? text.ownPasswordEnds : text.passwordEnds}
      fields={['password']}
      submit={write.isPending ? saving : text.setPassword}
      pending={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={({ password }) => {
        write.mutate(
          { id: account.id, password },
          {
            onSuccess: ({ name }) => {
              toast(text.passwordSet(name));
              onClose();
            },
          },
        );
      }}
    >
      <PasswordField label={text.newPassword} />
    </FormDialog>
  );
}
