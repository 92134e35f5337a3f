import { useQuery } from '@tanstack/react-query';
import type { Supplier } from '@/api/shapes';
import { byName } from '@/catalogue/entries/by-name';
import { EntriesPage } from '@/catalogue/entries/entries-page';
import { State } from '@/catalogue/entries/state';
import { words as entryWords } from '@/catalogue/entries/words';
import { suppliersQuery } from '@/catalogue/queries';
import { useWords } from '@/language/language';
import type { Column } from '@/ui/table';
import { SupplierForm } from './supplier-form';
import { words } from './words';
import { useActivateSupplier } from './writes';

/** Who products come from, and how to reach them. */
export function SuppliersPage() {
  const text = useWords(words);
  const { state } = useWords(entryWords);
  const columns: Column<Supplier>[] = [
    { id: 'name', heading: text.name, cell: ({ name }) => name, names: true },
    {
      id: 'email',
      heading: text.email,
      cell: ({ email }) => email !== '' && <a href={`mailto:${email}`}>{email}</a>,
    },
    {
      id: 'phone',
      heading: text.phone,
      cell: ({ phone }) => phone !== '' && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>,
    },
    { id: 'state', heading: state, cell: ({ active }) => <State active={active} /> },
  ];
  return (
    <EntriesPage
      text={text}
      query={useQuery({ ...suppliersQuery, select: byName })}
      columns={columns}
      texts={({ name, email, phone }) => [name, email, phone]}
      change={useActivateSupplier()}
      form={(supplier, onClose) => <SupplierForm supplier={supplier} onClose={onClose} />}
    />
  );
}
