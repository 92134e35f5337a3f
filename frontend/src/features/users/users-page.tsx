import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Add } from '@/catalogue/entries/entries-page';
import { useWords } from '@/language/language';
import { OnlyFor } from '@/session/not-allowed';
import { Empty } from '@/ui/note';
import { Page } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { AddUserForm } from './add-user-form';
import { EditUserForm } from './edit-user-form';
import { PasswordForm } from './password-form';
import { accountsQuery, type Account } from './queries';
import { UserList } from './user-list';
import { words } from './words';

type Open = { form: 'add' } | { form: 'edit' | 'password'; account: Account };

/** Who can sign in, for administrators. */
export function UsersPage() {
  const text = useWords(words);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <OnlyFor least="admin">
      <Page
        title={text.title}
        lead={text.lead}
        acts={<Add text={text.add} onAdd={() => setOpen({ form: 'add' })} />}
      >
        <Accounts onOpen={(form, account) => setOpen({ form, account })} />
      </Page>
      {open?.form === 'add' && <AddUserForm onClose={close} />}
      {open?.form === 'edit' && <EditUserForm account={open.account} onClose={close} />}
      {open?.form === 'password' && <PasswordForm account={open.account} onClose={close} />}
    </OnlyFor>
  );
}

function Accounts({ onOpen }: { onOpen: (form: 'edit' | 'password', account: Account) => void }) {
  const text = useWords(words);
  const query = useQuery(accountsQuery);
  return (
    <QueryView
      query={query}
      lines={6}
      empty={{ when: (accounts) => accounts.length === 0, show: <Empty title={text.empty} /> }}
    >
      {(accounts) => (
        <UserList
          accounts={accounts}
          onEdit={(account) => onOpen('edit', account)}
          onSetPassword={(account) => onOpen('password', account)}
        />
      )}
    </QueryView>
  );
}
