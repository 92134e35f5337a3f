import { Combobox } from '@base-ui/react/combobox';
import { clsx } from 'clsx';
import type { Product } from '@/api/shapes';
import { useWords } from '@/language/language';
import { Badge } from '@/ui/badge';
import styles from './product-picker.module.css';
import { words } from './product-picker-words';
import { words as catalogueWords } from './words';

/** The products that match, under the field, and how many there are. */
export function ProductPickerList({ status }: { status: string }) {
  const text = useWords(words);
  const { inactive } = useWords(catalogueWords);
  return (
    <Combobox.Portal>
      <Combobox.Positioner className={clsx(styles.positioner)} sideOffset={4}>
        <Combobox.Popup className={clsx(styles.popup)} aria-label={text.open}>
          <Combobox.Status className={clsx(styles.status)}>{status}</Combobox.Status>
          <Combobox.List>
            {(product: Product) => (
              <Combobox.Item key={product.id} value={product} className={clsx(styles.item)}>
                <span>{product.name}</span>
                {!product.active && <Badge>{inactive}</Badge>}
                <span className={styles.sku}>{product.sku}</span>
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}
