import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Act, MovementKind, Product } from '@/api/shapes';
import { locationsQuery } from '@/catalogue/queries';
import { words as catalogueWords } from '@/catalogue/words';
import { useLanguage, useWords } from '@/language/language';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/page';
import styles from './recorded-list.module.css';
import { words } from './words';

export interface Recorded {
  act: Act;
  kind: MovementKind;
  product: Product;
}

/** What has just been recorded, the newest first, with the stock that it made. */
export function RecordedList({ recorded }: { recorded: readonly Recorded[] }) {
  const text = useWords(words);
  if (recorded.length === 0) return null;
  return (
    <Card title={text.justRecorded} aside={<Link to="/movements">{text.history}</Link>}>
      <ul className={styles.list}>
        {recorded.map((each, index) => (
          // The same act can be here twice, where an answer came to a second attempt.
          <RecordedItem key={`${each.act.act_id} ${String(recorded.length - index)}`} {...each} />
        ))}
      </ul>
    </Card>
  );
}

function RecordedItem({ act, kind, product }: Recorded) {
  const text = useWords(words);
  const { kinds, quantity } = useWords(catalogueWords);
  const { formats } = useLanguage();
  const { data: locations } = useQuery(locationsQuery);
  const codeOf = (id: number) => locations?.find((location) => location.id === id)?.code ?? '';
  return (
    <li className={styles.item}>
      <Badge look="accent">{kinds[kind]}</Badge>
      <Link to="/products/$id" params={{ id: String(product.id) }}>
        {product.name}
      </Link>
      <ul className={styles.lines}>
        {act.lines.map((line) => (
          <li key={line.id}>
            <strong>{formats.change(line.change)}</strong>{' '}
            {text.balance(quantity[product.unit](line.balance), codeOf(line.location_id))}
          </li>
        ))}
      </ul>
    </li>
  );
}
