import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { KINDS } from '@/catalogue/kinds';
import { ProductPicker } from '@/catalogue/product-picker';
import { locationsQuery } from '@/catalogue/queries';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { SelectField } from '@/ui/field';
import styles from './history-filters.module.css';
import { words } from './history-words';
import { historySearch, PERIODS, type HistorySearch } from './search';

interface HistoryFiltersProps {
  search: HistorySearch;
  onChange: (search: HistorySearch) => void;
}

/** What narrows the history down. */
export function HistoryFilters({ search, onChange }: HistoryFiltersProps): ReactNode {
  const text = useWords(words);
  const { kinds, inactive } = useWords(catalogueWords);
  const { data: locations = [] } = useQuery(locationsQuery);
  // What is chosen as nothing goes out of the address.
  const change = (changes: Record<string, unknown>) => onChange(historySearch({ ...search, ...changes }));
  return (
    <div role="group" aria-label={text.filters} className={styles.filters}>
      <ProductPicker
        label={text.product}
        productId={search.product ?? null}
        onChoose={(product) => change({ product: product?.id })}
      />
      <SelectField
        name="kind"
        label={text.kind}
        empty={text.allKinds}
        options={KINDS.map((kind) => ({ value: kind, label: kinds[kind] }))}
        value={search.kind ?? ''}
        onValueChange={(kind) => change({ kind })}
      />
      <SelectField
        name="location"
        label={text.location}
        empty={text.allLocations}
        options={locations.map(({ id, code, name, active }) => ({
          value: String(id),
          label: `${code} · ${name}${active ? '' : ` (${inactive})`}`,
        }))}
        value={String(search.location ?? '')}
        onValueChange={(location) => change({ location: Number(location) })}
      />
      <SelectField
        name="period"
        label={text.period}
        empty={text.allTime}
        options={PERIODS.map((period) => ({ value: period, label: text.periods[period] }))}
        value={search.period ?? ''}
        onValueChange={(period) => change({ period })}
      />
    </div>
  );
}
