import { useLanguage } from '@/language/language';
import styles from './chart.module.css';
import { dayTicks } from './day-ticks';
import type { Plot } from './plot';

const LABEL = 76; // px that the name of a day needs with the space beside it

interface AxesProps {
  plot: Plot;
  days: readonly string[];
  label: (tick: number) => string;
}

/** Lines at few round quantities, and the names of few round days. */
export function Axes({ plot, days, label }: AxesProps) {
  const { formats } = useLanguage();
  const { left, right, bottom, x, y } = plot;
  const named = dayTicks(days, Math.max(1, Math.floor((right - left) / LABEL)));
  return (
    <g>
      {plot.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${String(y(tick))})`}>
          <line className={tick === 0 ? styles.base : styles.grid} x1={left} x2={right} />
          <text className={styles.tick} x={left - 8} dy="0.32em" textAnchor="end">
            {label(tick)}
          </text>
        </g>
      ))}
      {named.map((index) => (
        <g key={index} transform={`translate(${String(x(index + 0.5))} ${String(bottom)})`}>
          <line className={styles.base} y2={4} />
          <text className={styles.tick} y={18} textAnchor="middle">
            {formats.shortDay(days[index] ?? '')}
          </text>
        </g>
      ))}
    </g>
  );
}
