import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Low } from '@/api/shapes';
import { words as catalogueWords } from '@/catalogue/words';
import { useLanguage, useWords } from '@/language/language';
import { useMay } from '@/session/session';
import { Button, ButtonLink } from '@/ui/button';
import { Empty } from '@/ui/note';
import { Card } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { Table, type Column } from '@/ui/table';
import styles from './dashboard-page.module.css';
import { lowQuery } from './queries';
import { words } from './words';

const FEW = 6;

/** What has to be ordered next, with a way to receive it. */
export function LowStock() {
  const text = useWords(words);
  const { formats } = useLanguage();
  const low = useQuery(lowQuery);
  const columns = useColumns();
  const [all, setAll] = useState(false);
  return (
    <Card title={text.lowTitle}>
      <QueryView
        query={low}
        lines={FEW}
        empty={{ when: ({ items }) => items.length === 0, show: <Empty title={text.lowEmpty} /> }}
      >
        {({ items, isWhole }) => {
          const shown = all ? items : items.slice(0, FEW);
          const count = formats.number(items.length);
          return (
            <>
              <Table
                bare
                stacks
                caption={text.lowTitle}
                columns={columns}
                rows={shown}
                rowKey={({ id }) => id}
              />
              {items.length > FEW && (
                <Button look="plain" onClick={() => setAll(!all)} aria-expanded={all}>
                  {all ? text.lowFew : `${text.lowAll} (${isWhole ? count : text.lowMany(count)})`}
                </Button>
              )}
            </>
          );
        }}
      </QueryView>
    </Card>
  );
}

function useColumns(): Column<Low>[] {
  const text = useWords(words);
  const { formats } = useLanguage();
  const { quantity } = useWords(catalogueWords);
  const mayReceive = useMay('clerk');
  const columns: Column<Low>[] = [
    {
      id: 'product',
      heading: text.product,
      names: true,
      cell: ({ id, name, sku }) => (
        <>
          <Link to="/products/$id" params={{ id: String(id) }}>
            {name}
          </Link>
          <span className={styles.sku}>{sku}</span>
        </>
      ),
    },
    {
      id: 'stock',
      heading: text.stockOfPoint,
      number: true,
      cell: (low) => (
        // One element, since a phone sets each beside the heading as a cell of its own.
        <span>
          <span className={low.quantity === 0 ? styles.none : undefined}>{formats.number(low.quantity)}</span>
          {` / ${quantity[low.unit](low.reorder_point)}`}
        </span>
      ),
    },
  ];
  if (!mayReceive) return columns;
  const receive: Column<Low> = {
    id: 'receive',
    heading: <span className="visually-hidden">{text.receive}</span>,
    number: true,
    cell: ({ id, name }) => (
      <ButtonLink
        small
        to="/movements/new/$kind"
        params={{ kind: 'receipt' }}
        search={{ product: id }}
        aria-label={text.receiveOf(name)}
      >
        {text.receive}
      </ButtonLink>
    ),
  };
  return [...columns, receive];
}
