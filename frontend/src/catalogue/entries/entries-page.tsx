import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useWords } from '@/language/language';
import { useMay } from '@/session/session';
import { Button } from '@/ui/button';
import { FilteredTable } from '@/ui/filtered-table';
import { Empty, Failure } from '@/ui/note';
import { Page } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import type { Column } from '@/ui/table';
import { Deactivation } from './deactivation';
import { RowActs } from './row-acts';
import { useSetActive } from './use-set-active';
import { words } from './words';

interface Entry {
  id: number;
  name: string;
  active: boolean;
}

interface EntriesPageProps<Item extends Entry> {
  /** What the page says of its kind of entries. */
  text: { title: string; lead: string; add: string; empty: string; deactivation: string };
  query: UseQueryResult<Item[]>;
  columns: readonly Column<Item>[];
  /** What of an entry is searched. */
  texts: (item: Item) => readonly string[];
  change: UseMutationResult<unknown, Error, { id: number; active: boolean }>;
  /** The form for an entry, or for a new one. */
  form: (item: Item | undefined, onClose: () => void) => ReactNode;
}

/** A short list of the catalogue that managers add to and change. */
export function EntriesPage<Item extends Entry>({ text, query, form, ...list }: EntriesPageProps<Item>) {
  const mayChange = useMay('manager');
  const [open, setOpen] = useState<{ item?: Item }>();
  return (
    <Page
      title={text.title}
      lead={text.lead}
      acts={mayChange && <Add text={text.add} onAdd={() => setOpen({})} />}
    >
      <QueryView
        query={query}
        lines={8}
        empty={{ when: (items) => items.length === 0, show: <Empty title={text.empty} /> }}
      >
        {(items) => <EntryList {...list} text={text} items={items} onEdit={(item) => setOpen({ item })} />}
      </QueryView>
      {open && form(open.item, () => setOpen(undefined))}
    </Page>
  );
}

/** The button that opens the form for a new entry. */
export function Add({ text, onAdd }: { text: string; onAdd: () => void }) {
  return (
    <Button look="primary" onClick={onAdd}>
      <Plus size={18} aria-hidden />
      {text}
    </Button>
  );
}

interface EntryListProps<Item extends Entry> extends Pick<
  EntriesPageProps<Item>,
  'text' | 'columns' | 'texts' | 'change'
> {
  items: readonly Item[];
  onEdit: (item: Item) => void;
}

function EntryList<Item extends Entry>(props: EntryListProps<Item>) {
  const { text, columns, texts, change, items, onEdit } = props;
  const { acts } = useWords(words);
  const mayChange = useMay('manager');
  const state = useSetActive<Item>(change);
  const actsColumn: Column<Item> = {
    id: 'acts',
    heading: <span className="visually-hidden">{acts}</span>,
    cell: (item) => (
      <RowActs
        name={item.name}
        active={item.active}
        pending={change.isPending}
        onEdit={() => onEdit(item)}
        onSetActive={(active) => state.request(item, active)}
      />
    ),
  };
  return (
    <>
      {change.error && <Failure error={change.error} write />}
      <FilteredTable
        caption={text.title}
        columns={mayChange ? [...columns, actsColumn] : columns}
        rows={items}
        rowKey={({ id }) => id}
        texts={texts}
      />
      <Deactivation state={state} means={text.deactivation} />
    </>
  );
}
