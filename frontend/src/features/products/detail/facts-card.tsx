import { useQuery } from '@tanstack/react-query';
import type { Product } from '@/api/shapes';
import { categoriesQuery, suppliersQuery } from '@/catalogue/queries';
import { words as catalogueWords } from '@/catalogue/words';
import { useLanguage, useWords } from '@/language/language';
import { useMay } from '@/session/session';
import { ButtonLink } from '@/ui/button';
import { Card } from '@/ui/page';
import { ActiveSwitch } from './active-switch';
import styles from './detail.module.css';
import { words } from './words';

/** What is known of a product beside its stock; managers can change it. */
export function FactsCard({ product }: { product: Product }) {
  const text = useWords(words);
  const { units } = useWords(catalogueWords);
  const { formats } = useLanguage();
  const mayEdit = useMay('manager');
  const category = useNameOf(useQuery(categoriesQuery).data, product.category_id);
  const supplier = useNameOf(useQuery(suppliersQuery).data, product.supplier_id);
  const facts: [string, string][] = [
    [text.barcode, product.barcode ?? text.none],
    [text.category, category],
    [text.supplier, supplier],
    [text.unit, units[product.unit]],
    [text.unitCost, formats.cost(product.unit_cost)],
    [text.reorderPoint, formats.number(product.reorder_point)],
  ];
  return (
    <Card title={text.facts}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mayEdit && (
        <div className={styles.acts}>
          <ButtonLink small to="/products/$id/edit" params={{ id: String(product.id) }}>
            {text.edit}
          </ButtonLink>
          <ActiveSwitch product={product} />
        </div>
      )}
    </Card>
  );
}

/** The name of an entry; nothing until the entries are there. */
function useNameOf(entries: readonly { id: number; name: string }[] | undefined, id: number | null): string {
  const { none } = useWords(words);
  if (id === null) return none;
  return entries?.find((entry) => entry.id === id)?.name ?? '…';
}
