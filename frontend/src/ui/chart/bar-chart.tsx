import { clsx } from 'clsx';
import { useLanguage } from '@/language/language';
import { ChartFrame } from './chart-frame';
import styles from './chart.module.css';
import type { Plot } from './plot';

const FILLED = 0.72; // of the column of a day
const WIDEST = 40;

/** One kind of what is counted; at most three are told apart by their colours. */
export interface Series {
  name: string;
  look: 'accent' | 'second' | 'muted';
  /** One for each day. */
  values: readonly number[];
}

interface BarChartProps {
  /** What is counted. */
  name: string;
  /** What there is to see, in one sentence for those who do not see it. */
  summary: string;
  /** Calendar days, the oldest first. */
  days: readonly string[];
  series: readonly Series[];
  /** Whether the bars of a day stand on each other or beside each other. */
  layout?: 'stacked' | 'grouped';
}

/** How many of each kind there were on each day. */
export function BarChart({ name, summary, days, series, layout = 'stacked' }: BarChartProps) {
  const { formats } = useLanguage();
  const heights = days.map((_, day) => {
    const values = series.map((each) => each.values[day] ?? 0);
    return layout === 'stacked' ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
  });
  const told = (day: number) =>
    series.map((each) => `${each.name} ${formats.number(each.values[day] ?? 0)}`).join(' · ');
  return (
    <ChartFrame
      {...{ name, summary, days, told }}
      most={Math.max(...heights)}
      values={series}
      legend={<Legend series={series} />}
    >
      {(plot, at) =>
        days.map((day, index) => (
          <g key={day} className={clsx(at !== undefined && at !== index && styles.faded)}>
            <Bars {...{ plot, series, layout }} day={index} />
          </g>
        ))
      }
    </ChartFrame>
  );
}

interface BarsProps {
  plot: Plot;
  day: number;
  series: readonly Series[];
  layout: 'stacked' | 'grouped';
}

function Bars({ plot, day, series, layout }: BarsProps) {
  const isStacked = layout === 'stacked';
  const whole = Math.min((plot.x(1) - plot.x(0)) * FILLED, WIDEST);
  const width = isStacked ? whole : whole / series.length;
  const start = plot.x(day + 0.5) - whole / 2;
  const values = series.map((each) => each.values[day] ?? 0);
  return series.map((each, index) => {
    const value = values[index] ?? 0;
    const below = isStacked ? values.slice(0, index).reduce((sum, one) => sum + one, 0) : 0;
    const [top, bottom] = [plot.y(below + value), plot.y(below)];
    if (value === 0) return null;
    return (
      <rect
        key={each.name}
        className={styles[each.look]}
        x={isStacked ? start : start + index * width}
        y={top}
        width={width}
        // A line between what stands on each other tells it apart without colours too.
        height={Math.max(bottom - top - (below > 0 ? 1 : 0), 1)}
      />
    );
  });
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className={styles.legend}>
      {series.map(({ name, look }) => (
        <li key={name}>
          <svg width={11} height={11} aria-hidden>
            <rect className={styles[look]} width={11} height={11} rx={2} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
