import { Deactivation } from '@/catalogue/entries/deactivation';
import { RowActs } from '@/catalogue/entries/row-acts';
import { State } from '@/catalogue/entries/state';
import { useSetActive } from '@/catalogue/entries/use-set-active';
import { words as entryWords } from '@/catalogue/entries/words';
import { useLanguage, useWords } from '@/language/language';
import { useUser } from '@/session/session';
import { words as sessionWords } from '@/session/words';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { FilteredTable } from '@/ui/filtered-table';
import { Failure } from '@/ui/note';
import type { Column } from '@/ui/table';
import { useActivateAccount, type Account } from './queries';
import styles from './user-list.module.css';
import { words } from './words';

interface UserListProps {
  accounts: readonly Account[];
  onEdit: (account: Account) => void;
  onSetPassword: (account: Account) => void;
}

/** Users with what they may do and when they were here last. */
export function UserList({ accounts, onEdit, onSetPassword }: UserListProps) {
  const text = useWords(words);
  const { acts } = useWords(entryWords);
  const { roles } = useWords(sessionWords);
  const user = useUser();
  const change = useActivateAccount();
  const state = useSetActive<Account>(change);
  const actsColumn: Column<Account> = {
    id: 'acts',
    heading: <span className="visually-hidden">{acts}</span>,
    cell: (account) => (
      <RowActs
        name={account.name}
        active={account.active}
        pending={change.isPending}
        onEdit={() => onEdit(account)}
        onSetActive={(active) => state.request(account, active)}
        kept={account.id === user.id ? text.ownAccount : undefined}
      >
        <Button small onClick={() => onSetPassword(account)} aria-label={text.newPasswordOf(account.name)}>
          {text.newPassword}
        </Button>
      </RowActs>
    ),
  };
  const columns = useColumns();
  return (
    <>
      {change.error && <Failure error={change.error} write />}
      <FilteredTable
        caption={text.title}
        columns={[...columns, actsColumn]}
        rows={accounts}
        rowKey={({ id }) => id}
        texts={({ name, email, role }) => [name, email, roles[role]]}
      />
      <Deactivation state={state} means={text.deactivation} />
    </>
  );
}

function useColumns(): Column<Account>[] {
  const text = useWords(words);
  const { state } = useWords(entryWords);
  const { roles } = useWords(sessionWords);
  const user = useUser();
  return [
    {
      id: 'name',
      heading: text.name,
      names: true,
      cell: ({ id, name, email }) => (
        <>
          {name} {id === user.id && <Badge look="accent">{text.you}</Badge>}
          <span className={styles.email}>{email}</span>
        </>
      ),
    },
    { id: 'role', heading: text.role, cell: ({ role }) => roles[role] },
    { id: 'state', heading: state, cell: ({ active }) => <State active={active} /> },
    { id: 'last', heading: text.lastSignIn, cell: ({ last_login: last }) => <LastSignIn when={last} /> },
  ];
}

function LastSignIn({ when }: { when: string | null }) {
  const { never } = useWords(words);
  const { formats } = useLanguage();
  if (when === null) return never;
  return (
    <time dateTime={when} title={formats.moment(when)}>
      {formats.ago(when)}
    </time>
  );
}
