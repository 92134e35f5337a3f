import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Movement } from '@/api/shapes';
import { words as catalogueWords } from '@/catalogue/words';
import { useLanguage, useWords } from '@/language/language';
import { Empty } from '@/ui/note';
import { Card } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { Table, type Column } from '@/ui/table';
import styles from './dashboard-page.module.css';
import { latestQuery } from './queries';
import { words } from './words';

/** What moved last, and where. */
export function Latest() {
  const text = useWords(words);
  const latest = useQuery(latestQuery);
  const columns = useColumns();
  return (
    <Card title={text.latest} aside={<Link to="/movements">{text.latestAll}</Link>}>
      <QueryView
        query={latest}
        lines={6}
        empty={{ when: (lines) => lines.length === 0, show: <Empty title={text.latestEmpty} /> }}
      >
        {(lines) => (
          <Table bare caption={text.latest} columns={columns} rows={lines} rowKey={({ id }) => id} />
        )}
      </QueryView>
    </Card>
  );
}

function useColumns(): Column<Movement>[] {
  const text = useWords(words);
  const { kinds } = useWords(catalogueWords);
  const { formats } = useLanguage();
  return [
    {
      id: 'product',
      heading: text.product,
      names: true,
      cell: ({ product_id, product, location }) => (
        <>
          <Link to="/products/$id" params={{ id: String(product_id) }}>
            {product}
          </Link>
          <span className={styles.sku}>{location}</span>
        </>
      ),
    },
    {
      id: 'kind',
      heading: text.kind,
      cell: ({ kind, created_at }) => (
        <>
          {kinds[kind]}
          <time className={styles.sku} dateTime={created_at} title={formats.moment(created_at)}>
            {formats.ago(created_at)}
          </time>
        </>
      ),
    },
    { id: 'change', heading: text.change, number: true, cell: ({ change }) => formats.change(change) },
  ];
}
