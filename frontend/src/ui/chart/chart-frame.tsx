import { useState, type PointerEvent, type ReactNode } from 'react';
import { useLanguage, useWords } from '@/language/language';
import { Axes } from './axes';
import styles from './chart.module.css';
import { ChartTable, type Values } from './chart-table';
import { plotOf, type Plot } from './plot';
import { useWidth } from './use-width';
import { words } from './words';

const LONG = 100_000;

interface ChartFrameProps {
  /** What is shown, as the name of the table and of the control that goes through the days. */
  name: string;
  /** What there is to see, in one sentence for those who do not see it. */
  summary: string;
  /** Calendar days, the oldest first. */
  days: readonly string[];
  /** The largest quantity that the chart has to have room for. */
  most: number;
  /** The quantities of each day by what they are called. */
  values: readonly Values[];
  /** All quantities of a day in a few words. */
  told: (day: number) => string;
  legend?: ReactNode;
  /** The drawing itself, in a plot; a day that is looked at is given too. */
  children: (plot: Plot, at: number | undefined) => ReactNode;
}

/** What stands around a drawing of days: axes, a readout by pointer and keyboard, and the same as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { name, summary, days, most, told, values, legend, children } = props;
  const text = useWords(words);
  const { formats } = useLanguage();
  const label = useTickLabel(most);
  const [measure, width] = useWidth();
  const [at, setAt] = useState<number>();
  if (days.length === 0) return null;
  const plot = plotOf(width, days.length, most, label);
  const last = days.length - 1;
  const shown = Math.min(at ?? last, last);
  const readout = text.told(formats.day(days[shown] ?? ''), told(shown));
  const point = (event: PointerEvent<SVGSVGElement>) => {
    setAt(plot.dayAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  return (
    <div className={styles.chart}>
      <div className={styles.above}>
        <p className={styles.readout} aria-hidden>
          {readout}
        </p>
        {legend}
      </div>
      <div className={styles.drawing} ref={measure}>
        <input
          type="range"
          className={styles.days}
          min={0}
          max={last}
          value={shown}
          aria-label={text.byDay(name)}
          aria-valuetext={readout}
          onChange={(event) => setAt(Number(event.target.value))}
          onFocus={() => setAt(shown)}
          onBlur={() => setAt(undefined)}
        />
        <svg
          role="img"
          aria-label={summary}
          width={width}
          height={plot.height}
          onPointerDown={point}
          onPointerMove={point}
          onPointerLeave={() => setAt(undefined)}
        >
          <Axes {...{ plot, days, label }} />
          {children(plot, at === undefined ? undefined : shown)}
        </svg>
      </div>
      <ChartTable {...{ name, days, values }} />
    </div>
  );
}

/** How the axis writes its figures: long ones are cut short, `1.2M`. */
function useTickLabel(most: number): (tick: number) => string {
  const { formats } = useLanguage();
  if (most < LONG) return formats.number;
  const short = new Intl.NumberFormat(formats.locale, { notation: 'compact' });
  return (tick) => short.format(tick);
}
