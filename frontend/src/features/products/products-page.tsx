import { Plus } from 'lucide-react';
import { useCallback } from 'react';
import { ExportLink } from '@/catalogue/export-link';
import { useWords } from '@/language/language';
import { useMay } from '@/session/session';
import { ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';
import { Filters } from './list/filters';
import { Keys } from './list/keys';
import { ProductList } from './list/product-list';
import styles from './list/products.module.css';
import { SearchField } from './list/search-field';
import { useListKeys } from './list/use-list-keys';
import { useProductSearch } from './list/use-product-search';
import { words } from './list/words';
import { filtersOf } from './search';

/** Every product there is, to be searched, filtered and sorted. */
export function ProductsPage() {
  const text = useWords(words);
  const mayAdd = useMay('manager');
  const { search, change } = useProductSearch();
  const { search: field, onKeyDown } = useListKeys();
  const onSearch = useCallback(
    (q: string) => change({ q: q === '' ? undefined : q }, { replace: true }),
    [change],
  );
  const acts = (
    <>
      <ExportLink list="products" filters={filtersOf(search)}>
        {text.export}
      </ExportLink>
      {mayAdd && (
        <ButtonLink to="/products/new" look="primary">
          <Plus size={18} aria-hidden />
          {text.add}
        </ButtonLink>
      )}
    </>
  );
  return (
    <Page title={text.title} acts={acts}>
      <div className={styles.products} onKeyDown={onKeyDown}>
        <SearchField field={field} q={search.q ?? ''} onSearch={onSearch} />
        <Filters search={search} onChange={change} />
        <Keys />
        <ProductList search={search} onChange={change} />
      </div>
    </Page>
  );
}
