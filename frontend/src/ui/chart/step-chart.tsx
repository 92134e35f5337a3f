import { area, curveStepAfter, line } from 'd3-shape';
import { useLanguage } from '@/language/language';
import { ChartFrame } from './chart-frame';
import styles from './chart.module.css';
import type { Plot } from './plot';

interface StepChartProps {
  /** What the quantity is called. */
  name: string;
  /** What there is to see, in one sentence for those who do not see it. */
  summary: string;
  /** How much there was at the end of each calendar day, the oldest first. */
  days: readonly { day: string; quantity: number }[];
  /** A quantity in words, such as with its unit. */
  format?: (quantity: number) => string;
  /** A quantity to compare with, as a dashed line. */
  mark?: { quantity: number; name: string } | undefined;
}

/** A quantity that stays as it is until it changes, over days. */
export function StepChart({ name, summary, days, format, mark }: StepChartProps) {
  const { formats } = useLanguage();
  const quantities = days.map(({ quantity }) => quantity);
  const written = format ?? formats.number;
  return (
    <ChartFrame
      name={name}
      summary={summary}
      days={days.map(({ day }) => day)}
      most={Math.max(...quantities, mark?.quantity ?? 0)}
      values={[{ name, values: quantities }]}
      told={(day) => written(quantities[day] ?? 0)}
    >
      {(plot, at) => (
        <>
          <Steps plot={plot} quantities={quantities} />
          {mark && <Mark plot={plot} quantity={mark.quantity} name={mark.name} />}
          {at !== undefined && <Point plot={plot} day={at} quantity={quantities[at] ?? 0} />}
        </>
      )}
    </ChartFrame>
  );
}

function Steps({ plot, quantities }: { plot: Plot; quantities: readonly number[] }) {
  // The column of the last day ends where the next one would begin.
  const edges = [...quantities, quantities.at(-1) ?? 0];
  const x = (_: number, day: number) => plot.x(day);
  const ground = area<number>().x(x).y0(plot.bottom).y1(plot.y).curve(curveStepAfter)(edges);
  const top = line<number>().x(x).y(plot.y).curve(curveStepAfter)(edges);
  return (
    <>
      <path className={styles.area} d={ground ?? ''} />
      <path className={styles.line} d={top ?? ''} />
    </>
  );
}

function Mark({ plot, quantity, name }: { plot: Plot; quantity: number; name: string }) {
  return (
    <g transform={`translate(0 ${String(plot.y(quantity))})`}>
      <line className={styles.mark} x1={plot.left} x2={plot.right} />
      <text className={styles.markName} x={plot.left + 6} y={-6}>
        {name}
      </text>
    </g>
  );
}

function Point({ plot, day, quantity }: { plot: Plot; day: number; quantity: number }) {
  const x = plot.x(day + 0.5);
  return (
    <>
      <line className={styles.hair} x1={x} x2={x} y1={plot.top} y2={plot.bottom} />
      <circle className={styles.point} cx={x} cy={plot.y(quantity)} r={4.5} />
    </>
  );
}
