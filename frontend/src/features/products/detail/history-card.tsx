import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useState } from 'react';
import type { Product } from '@/api/shapes';
import { words as catalogueWords } from '@/catalogue/words';
import { useLanguage, useWords } from '@/language/language';
import { StepChart } from '@/ui/chart/step-chart';
import { Card } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { historyQuery } from '../queries';
import styles from './detail.module.css';
import { words } from './words';

const PERIODS = [30, 90, 365] as const;
type Period = (typeof PERIODS)[number];

/** How much there was of a product over the last days. */
export function HistoryCard({ product }: { product: Product }) {
  const text = useWords(words);
  const { quantity } = useWords(catalogueWords);
  const [period, setPeriod] = useState<Period>(90);
  const history = useQuery(historyQuery(product.id, period));
  const summary = useSummary(product);
  return (
    <Card title={text.history} aside={<Periods period={period} onChoose={setPeriod} />}>
      <QueryView query={history} lines={7}>
        {(days) => (
          <div className={clsx(history.isPlaceholderData && styles.old)}>
            <StepChart
              name={text.stock}
              summary={summary(days)}
              days={days}
              format={quantity[product.unit]}
              mark={
                product.reorder_point > 0
                  ? { quantity: product.reorder_point, name: text.reorderAt(product.reorder_point) }
                  : undefined
              }
            />
          </div>
        )}
      </QueryView>
    </Card>
  );
}

/** The course of the stock in one sentence. */
function useSummary(product: Product): (days: readonly { day: string; quantity: number }[]) => string {
  const text = useWords(words);
  const { quantity } = useWords(catalogueWords);
  const { formats } = useLanguage();
  const write = quantity[product.unit];
  return (days) => {
    const quantities = days.map((day) => day.quantity);
    return text.summary(
      formats.day(days[0]?.day ?? ''),
      write(quantities[0] ?? 0),
      write(quantities.at(-1) ?? 0),
      write(Math.min(...quantities)),
      write(Math.max(...quantities)),
    );
  };
}

function Periods({ period, onChoose }: { period: Period; onChoose: (period: Period) => void }) {
  const text = useWords(words);
  return (
    <ToggleGroup
      aria-label={text.period}
      className={clsx(styles.periods)}
      value={[String(period)]}
      onValueChange={([chosen]) => {
        const found = PERIODS.find((each) => String(each) === chosen);
        if (found !== undefined) onChoose(found);
      }}
    >
      {PERIODS.map((each) => (
        <Toggle key={each} value={String(each)} className={clsx(styles.period)}>
          {text.days(each)}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
