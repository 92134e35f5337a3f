import { useQuery } from '@tanstack/react-query';
import type { Valuation } from '@/api/shapes';
import { useLanguage, useWords } from '@/language/language';
import { Empty } from '@/ui/note';
import { Card } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { Table, type Column } from '@/ui/table';
import styles from './dashboard-page.module.css';
import { valuationQuery } from './queries';
import { words } from './words';

type Value = Valuation['items'][number];

/** Where the value lies, the largest part first. */
export function ByLocation() {
  const text = useWords(words);
  const valuation = useQuery(valuationQuery);
  return (
    <Card title={text.byLocation}>
      <QueryView
        query={valuation}
        lines={4}
        empty={{ when: ({ items }) => items.length === 0, show: <Empty title={text.noStock} /> }}
      >
        {({ items }) => <Values items={items} />}
      </QueryView>
    </Card>
  );
}

function Values({ items }: { items: Value[] }) {
  const text = useWords(words);
  const { formats } = useLanguage();
  const sorted = items.toSorted((one, other) => Number(other.amount) - Number(one.amount));
  const largest = Number(sorted[0]?.amount) || 1;
  const columns: Column<Value>[] = [
    {
      id: 'location',
      heading: text.location,
      names: true,
      cell: ({ location, amount }) => (
        <>
          {location}
          <span className={styles.share} aria-hidden>
            <span style={{ width: `${String((100 * Number(amount)) / largest)}%` }} />
          </span>
        </>
      ),
    },
    {
      id: 'products',
      heading: text.products,
      number: true,
      cell: ({ products }) => formats.number(products),
    },
    { id: 'amount', heading: text.amount, number: true, cell: ({ amount }) => formats.amount(amount) },
  ];
  return (
    <Table bare caption={text.byLocation} columns={columns} rows={sorted} rowKey={(row) => row.location_id} />
  );
}
