import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '@/language/language';
import { Card } from '@/ui/page';
import { QueryView, type QueryViewProps } from '@/ui/query-view';
import styles from './dashboard-page.module.css';
import { activityQuery, lowQuery, valuationQuery } from './queries';
import { words } from './words';

/** The three figures that somebody looks for first. */
export function Figures() {
  return (
    <div className={styles.figures}>
      <Value />
      <Low />
      <Today />
    </div>
  );
}

function Value() {
  const text = useWords(words);
  const { formats } = useLanguage();
  const valuation = useQuery(valuationQuery);
  return (
    <FigureCard query={valuation}>
      {({ total, items }) => (
        <Figure name={text.value} amount={formats.amount(total)} hint={text.valueOf(items.length)} />
      )}
    </FigureCard>
  );
}

function Low() {
  const text = useWords(words);
  const { formats } = useLanguage();
  const low = useQuery(lowQuery);
  return (
    <FigureCard query={low}>
      {({ items, isWhole }) => {
        const count = formats.number(items.length);
        return <Figure name={text.low} amount={isWhole ? count : text.lowMany(count)} hint={text.lowHint} />;
      }}
    </FigureCard>
  );
}

function Today() {
  const text = useWords(words);
  const { formats } = useLanguage();
  const activity = useQuery(activityQuery);
  return (
    <FigureCard query={activity}>
      {(days) => {
        const { receipt, issue, transfer, adjustment, count } = days.at(-1) ?? NOTHING;
        return (
          <Figure
            name={text.today}
            amount={formats.number(receipt + issue + transfer + adjustment + count)}
            hint={text.todaySplit(receipt, issue)}
          />
        );
      }}
    </FigureCard>
  );
}

/** A card that is as high before its figure comes as it is then. */
function FigureCard<Data>({ query, children }: Pick<QueryViewProps<Data>, 'query' | 'children'>) {
  return (
    <Card>
      <div className={styles.held}>
        <QueryView query={query} lines={2}>
          {children}
        </QueryView>
      </div>
    </Card>
  );
}

const NOTHING = { receipt: 0, issue: 0, transfer: 0, adjustment: 0, count: 0 };

function Figure({ name, amount, hint }: { name: string; amount: string; hint: ReactNode }) {
  return (
    <dl className={styles.figure}>
      <dt>{name}</dt>
      <dd className={styles.amount}>{amount}</dd>
      <dd className={styles.hint}>{hint}</dd>
    </dl>
  );
}
