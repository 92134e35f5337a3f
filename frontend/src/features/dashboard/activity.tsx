import { useQuery } from '@tanstack/react-query';
import type { ActivityDay } from '@/api/shapes';
import { useLanguage, useWords } from '@/language/language';
import { BarChart } from '@/ui/chart/bar-chart';
import { Card } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import styles from './dashboard-page.module.css';
import { activityQuery, DAYS } from './queries';
import { words } from './words';

/** How much goes in and out from day to day. */
export function Activity() {
  const text = useWords(words);
  const activity = useQuery(activityQuery);
  return (
    <Card title={text.activity} aside={<span className={styles.hint}>{text.activityLead(DAYS)}</span>}>
      <QueryView query={activity} lines={6}>
        {(days) => <Days days={days} />}
      </QueryView>
    </Card>
  );
}

function Days({ days }: { days: ActivityDay[] }) {
  const text = useWords(words);
  const { formats } = useLanguage();
  const received = days.map(({ receipt }) => receipt);
  const issued = days.map(({ issue }) => issue);
  const other = days.map(({ transfer, adjustment, count }) => transfer + adjustment + count);
  const [ins, outs, others] = [received, issued, other].map((values) => formats.number(sum(values)));
  return (
    <BarChart
      name={text.activity}
      summary={text.activitySummary(days.length, ins ?? '', outs ?? '', others ?? '')}
      days={days.map(({ day }) => day)}
      series={[
        { name: text.received, look: 'accent', values: received },
        { name: text.issued, look: 'second', values: issued },
        { name: text.other, look: 'muted', values: other },
      ]}
    />
  );
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
