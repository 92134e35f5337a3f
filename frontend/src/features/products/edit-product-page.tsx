import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import type { Product } from '@/api/shapes';
import { useLanguage, useWords } from '@/language/language';
import { OnlyFor } from '@/session/not-allowed';
import { Page } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { decimalMark } from './form/cost';
import { WithMenus } from './form/menus';
import { ProductForm } from './form/product-form';
import { useToProduct } from './form/use-to-product';
import { changesOf, valuesOf } from './form/values';
import { words } from './form/words';
import { NoSuchProduct } from './no-such-product';
import { productQuery } from '@/catalogue/queries';
import { useChangeProduct } from './writes';

/** Changes a product. */
export function EditProductPage() {
  const text = useWords(words);
  const { id } = useParams({ strict: false });
  const query = useQuery(productQuery(Number(id)));
  if (query.data === undefined && isProblem(query.error, 'not-found')) {
    return <NoSuchProduct problem={query.error} />;
  }
  return (
    <Page title={query.data ? text.editTitle(query.data.name) : text.title} lead={query.data?.sku} narrow>
      <OnlyFor least="manager">
        <QueryView query={query} lines={8}>
          {(product) => (
            <WithMenus>
              <EditProduct key={product.id} given={product} />
            </WithMenus>
          )}
        </QueryView>
      </OnlyFor>
    </Page>
  );
}

function EditProduct({ given }: { given: Product }) {
  const text = useWords(words);
  const { formats } = useLanguage();
  // What somebody else changes meanwhile is not taken back by a form that has shown what was before.
  const [product] = useState(given);
  const [first] = useState(() => valuesOf(product, decimalMark(formats.locale)));
  const change = useChangeProduct(product.id);
  const toProduct = useToProduct();
  return (
    <ProductForm
      first={first}
      adds={false}
      pending={change.isPending}
      error={change.error}
      backTo={product.id}
      onSubmit={(values) => {
        const changes = changesOf(values, product, decimalMark(formats.locale));
        if (Object.keys(changes).length === 0) toProduct(product.id, text.unchanged);
        else change.mutate(changes, { onSuccess: ({ id, name }) => toProduct(id, text.saved(name)) });
      }}
    />
  );
}
