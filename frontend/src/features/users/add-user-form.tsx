import { LIMITS } from '@/api/limits';
import { useState } from 'react';
import type { Role } from '@/api/shapes';
import { NameField } from '@/catalogue/entries/name-field';
import { words as entryWords } from '@/catalogue/entries/words';
import { useWords } from '@/language/language';
import { TextField } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { useToast } from '@/ui/toast';
import { PasswordField } from './password-field';
import { useAddAccount } from './queries';
import { RoleChoice } from './role-choice';
import { words } from './words';

const MAILBOX = /^([^@\s]+@[^@\s]+\.[^@\s]+)?$/; // the API knows more rules

/** A new user, who can sign in at once. */
export function AddUserForm({ onClose }: { onClose: () => void }) {
  const text = useWords(words);
  const { saving, add, saved } = useWords(entryWords);
  const toast = useToast();
  const [role, setRole] = useState<Role>('viewer');
  const write = useAddAccount();
  return (
    <FormDialog
      title={text.addTitle}
      fields={['email', 'name', 'password']}
      unique={{ field: 'email', taken: text.taken }}
      submit={write.isPending ? saving : add}
      pending={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={(values) => {
        write.mutate(
          { ...values, role },
          {
            onSuccess: ({ name }) => {
              toast(saved(name));
              onClose();
            },
          },
        );
      }}
    >
      <TextField
        name="email"
        label={text.email}
        description={text.emailHint}
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={LIMITS.email}
        validate={(typed) => (MAILBOX.test(typed) ? undefined : text.notAddress)}
      />
      <NameField label={text.name} />
      <RoleChoice value={role} onChoose={setRole} />
      <PasswordField label={text.password} />
    </FormDialog>
  );
}
