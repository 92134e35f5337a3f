import { Link } from '@tanstack/react-router';
import type { Movement, MovementKind } from '@/api/shapes';
import { words as catalogueWords } from '@/catalogue/words';
import { useLanguage, useWords } from '@/language/language';
import { Badge } from '@/ui/badge';
import { Table, type Column } from '@/ui/table';
import styles from './history-table.module.css';
import { words } from './history-words';

const LOOKS = {
  receipt: 'good',
  issue: 'usual',
  transfer: 'accent',
  adjustment: 'warn',
  count: 'usual',
} as const satisfies Record<MovementKind, string>;

/** Lines of the ledger; each of a transfer names the location at its other end. */
export function HistoryTable({ lines }: { lines: readonly Movement[] }) {
  const text = useWords(words);
  const columns = [...useFactColumns(lines), ...useFigureColumns()];
  return <Table caption={text.caption} columns={columns} rows={lines} rowKey={({ id }) => id} stacks />;
}

function useFactColumns(lines: readonly Movement[]): Column<Movement>[] {
  const text = useWords(words);
  const { kinds } = useWords(catalogueWords);
  const { formats } = useLanguage();
  const placeOf = usePlaceOf(lines);
  return [
    {
      id: 'product',
      heading: text.product,
      names: true,
      cell: ({ product_id, product, sku }) => (
        <>
          <Link to="/products/$id" params={{ id: String(product_id) }}>
            {product}
          </Link>
          <span className={styles.more}>{sku}</span>
        </>
      ),
    },
    {
      id: 'time',
      heading: text.time,
      cell: ({ created_at }) => (
        <time dateTime={created_at} className={styles.time}>
          {formats.day(created_at)}
          <span className={styles.more}>{formats.time(created_at)}</span>
        </time>
      ),
    },
    {
      id: 'kind',
      heading: text.kind,
      cell: ({ kind }) => (
        <span>
          <Badge look={LOOKS[kind]}>{kinds[kind]}</Badge>
        </span>
      ),
    },
    { id: 'location', heading: text.location, cell: placeOf },
  ];
}

function useFigureColumns(): Column<Movement>[] {
  const text = useWords(words);
  const { formats } = useLanguage();
  return [
    {
      id: 'change',
      heading: text.change,
      number: true,
      cell: ({ change }) => <strong className={styles.change}>{formats.change(change)}</strong>,
    },
    { id: 'balance', heading: text.balance, number: true, cell: ({ balance }) => formats.number(balance) },
    { id: 'by', heading: text.by, cell: ({ user }) => user },
    { id: 'reason', heading: text.reason, cell: ({ reason }) => reason || null },
  ];
}

/** Where a line happened, and where the other line of a transfer did, as far as that one is here. */
function usePlaceOf(lines: readonly Movement[]) {
  const text = useWords(words);
  const transfers = new Map<string, Movement[]>();
  for (const line of lines) {
    if (line.kind === 'transfer') transfers.set(line.act_id, [...(transfers.get(line.act_id) ?? []), line]);
  }
  return ({ id, act_id, kind, change, location }: Movement) => {
    const other = transfers.get(act_id)?.find((line) => line.id !== id)?.location;
    const leaves = change < 0;
    const end = leaves ? text.to : text.from;
    return (
      <span>
        {location}
        {kind === 'transfer' && (
          <span className={styles.more}>
            {other === undefined ? (leaves ? text.out : text.in) : end(other)}
          </span>
        )}
      </span>
    );
  };
}
