import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ListFilter } from 'lucide-react';
import { useId, useState } from 'react';
import { categoriesQuery, suppliersQuery } from '@/catalogue/queries';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { SelectField } from '@/ui/field';
import { filterCount, SORTS, type ProductSearch, type Sort } from '../search';
import styles from './filters.module.css';
import type { SearchChange } from './use-product-search';
import { words } from './words';

interface FiltersProps {
  search: ProductSearch;
  onChange: (change: SearchChange) => void;
}

/** What narrows the list down, and its order; on a phone behind a button. */
export function Filters({ search, onChange }: FiltersProps) {
  const text = useWords(words);
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.filters}>
      <Button
        className={clsx(styles.toggle)}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <ListFilter size={18} aria-hidden />
        {text.filters(filterCount(search))}
      </Button>
      <div id={id} className={styles.fields} data-open={open}>
        <OfCatalogue search={search} onChange={onChange} />
        <SelectField
          name="active"
          label={text.state}
          empty={text.anyState}
          options={[
            { value: 'true', label: text.onlyActive },
            { value: 'false', label: text.onlyInactive },
          ]}
          value={search.active === undefined ? '' : String(search.active)}
          onValueChange={(chosen) => onChange({ active: chosen === '' ? undefined : chosen === 'true' })}
        />
        <SelectField
          name="sort"
          label={text.sort}
          options={SORTS.map((value) => ({ value, label: text.sorts[value] }))}
          value={search.sort ?? 'sku'}
          onValueChange={(chosen) => onChange({ sort: sortOf(chosen as Sort) })}
        />
      </div>
    </div>
  );
}

/** An order as the search keeps it: the usual one goes without saying. */
export function sortOf(sort: Sort): ProductSearch['sort'] {
  return sort === 'sku' ? undefined : sort;
}

function OfCatalogue({ search, onChange }: FiltersProps) {
  const text = useWords(words);
  const { data: categories = [] } = useQuery(categoriesQuery);
  const { data: suppliers = [] } = useQuery(suppliersQuery);
  return (
    <>
      <SelectField
        name="category"
        label={text.category}
        empty={text.allCategories}
        options={optionsOf(categories)}
        value={String(search.category ?? '')}
        onValueChange={(chosen) => onChange({ category: chosen === '' ? undefined : Number(chosen) })}
      />
      <SelectField
        name="supplier"
        label={text.supplier}
        empty={text.allSuppliers}
        options={optionsOf(suppliers)}
        value={String(search.supplier ?? '')}
        onValueChange={(chosen) => onChange({ supplier: chosen === '' ? undefined : Number(chosen) })}
      />
    </>
  );
}

function optionsOf(entries: readonly { id: number; name: string }[]) {
  return entries.map(({ id, name }) => ({ value: String(id), label: name }));
}
