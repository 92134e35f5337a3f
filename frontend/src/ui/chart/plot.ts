import { scaleLinear } from 'd3-scale';

const TICKS = 4;
const DIGIT = 7; // px that a figure of the axis takes at most
const BESIDE = 10;
const ABOVE = 18;
const BELOW = 26;
const PHONE = 480;

/** Where things stand in a chart of days: each day is a column, and quantities rise from nothing. */
export interface Plot {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** The left edge of the column of a day; the middle is at half a day more. */
  x: (day: number) => number;
  y: (quantity: number) => number;
  /** Few round and whole quantities. */
  ticks: readonly number[];
  /** The day whose column is there. */
  dayAt: (x: number) => number;
}

/** The plot for so many days and the largest of their quantities, whose figures are written by `label`. */
export function plotOf(width: number, days: number, most: number, label: (tick: number) => string): Plot {
  const height = width < PHONE ? 200 : 240;
  const y = scaleLinear()
    .domain([0, Math.max(most, 1)])
    .nice(TICKS);
  const ticks = y.ticks(TICKS).filter(Number.isInteger);
  const left = Math.ceil(Math.max(...ticks.map((tick) => label(tick).length)) * DIGIT + BESIDE);
  const [right, top, bottom] = [width - 2, ABOVE, height - BELOW];
  const x = scaleLinear().domain([0, days]).range([left, right]);
  y.range([bottom, top]);
  return {
    ...{ width, height, left, right, top, bottom, ticks },
    x: (day) => x(day),
    y: (quantity) => y(quantity),
    dayAt: (at) => Math.min(days - 1, Math.max(0, Math.floor(x.invert(at)))),
  };
}
