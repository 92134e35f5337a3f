import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { isProblem } from '@/api/problem';
import type { Product } from '@/api/shapes';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { useMay } from '@/session/session';
import { Badge } from '@/ui/badge';
import { Page } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import styles from './detail/detail.module.css';
import { FactsCard } from './detail/facts-card';
import { HistoryCard } from './detail/history-card';
import { LevelsCard } from './detail/levels-card';
import { MovementsCard } from './detail/movements-card';
import { RecordLinks } from './detail/record-links';
import { words } from './detail/words';
import { NoSuchProduct } from './no-such-product';
import { productQuery } from '@/catalogue/queries';

/** One product: what it is, how much there is, and how that came to be. */
export function ProductPage() {
  const text = useWords(words);
  const { id } = useParams({ strict: false });
  const query = useQuery(productQuery(Number(id)));
  if (query.data !== undefined) return <Shown product={query.data} />;
  if (isProblem(query.error, 'not-found')) return <NoSuchProduct problem={query.error} />;
  return (
    <Page title={text.title}>
      <QueryView query={query} lines={10}>
        {() => null}
      </QueryView>
    </Page>
  );
}

function Shown({ product }: { product: Product }) {
  const mayRecord = useMay('clerk');
  const { active, inactive } = useWords(catalogueWords);
  const lead = (
    <span className={styles.lead}>
      {product.sku}
      <Badge look={product.active ? 'good' : 'usual'}>{product.active ? active : inactive}</Badge>
    </span>
  );
  return (
    <Page title={product.name} lead={lead} acts={mayRecord ? <RecordLinks product={product} /> : undefined}>
      <div className={styles.columns}>
        <div className={styles.side}>
          <LevelsCard product={product} />
          <FactsCard product={product} />
        </div>
        <HistoryCard product={product} />
      </div>
      <MovementsCard product={product} />
    </Page>
  );
}
