import { useLanguage, useWords } from '@/language/language';
import { OnlyFor } from '@/session/not-allowed';
import { Page } from '@/ui/page';
import { decimalMark } from './form/cost';
import { WithMenus } from './form/menus';
import { ProductForm } from './form/product-form';
import { useToProduct } from './form/use-to-product';
import { NOTHING, productOf } from './form/values';
import { words } from './form/words';
import { useAddProduct } from './writes';

/** Adds a product. */
export function NewProductPage() {
  const text = useWords(words);
  return (
    <Page title={text.newTitle} narrow>
      <OnlyFor least="manager">
        <WithMenus>
          <NewProduct />
        </WithMenus>
      </OnlyFor>
    </Page>
  );
}

function NewProduct() {
  const text = useWords(words);
  const { formats } = useLanguage();
  const add = useAddProduct();
  const toProduct = useToProduct();
  return (
    <ProductForm
      first={NOTHING}
      adds
      // On the way to what is added, Enter adds nothing more.
      pending={add.isPending || add.isSuccess}
      error={add.error}
      onSubmit={(values) =>
        add.mutate(productOf(values, decimalMark(formats.locale)), {
          onSuccess: ({ id, name }) => toProduct(id, text.added(name)),
        })
      }
    />
  );
}
