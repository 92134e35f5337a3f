import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Category } from '@/api/shapes';
import { byName } from '@/catalogue/entries/by-name';
import { Add } from '@/catalogue/entries/entries-page';
import { categoriesQuery } from '@/catalogue/queries';
import { useWords } from '@/language/language';
import { useMay } from '@/session/session';
import { FilteredTable } from '@/ui/filtered-table';
import { Empty } from '@/ui/note';
import { Page } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import type { Column } from '@/ui/table';
import { CategoryForm } from './category-form';
import { words } from './words';

/** Kinds of products, which managers add to. */
export function CategoriesPage() {
  const text = useWords(words);
  const mayAdd = useMay('manager');
  const [open, setOpen] = useState(false);
  const columns: Column<Category>[] = [
    { id: 'name', heading: text.name, cell: ({ name }) => name, names: true },
  ];
  return (
    <Page
      title={text.title}
      lead={text.lead}
      acts={mayAdd && <Add text={text.add} onAdd={() => setOpen(true)} />}
      narrow
    >
      <QueryView
        query={useQuery({ ...categoriesQuery, select: byName })}
        empty={{ when: (items) => items.length === 0, show: <Empty title={text.empty} /> }}
      >
        {(items) => (
          <FilteredTable
            caption={text.title}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            texts={({ name }) => [name]}
          />
        )}
      </QueryView>
      {open && <CategoryForm onClose={() => setOpen(false)} />}
    </Page>
  );
}
