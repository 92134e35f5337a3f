type Test = (day: Date) => boolean;

const FIRST = 1;
const MIDDLE = 15;
const MONDAY = 1;
const QUARTER = 3;

/** Round days, the densest choice first. */
const CHOICES: readonly Test[] = [
  () => true,
  (day) => day.getDay() === MONDAY,
  (day) => day.getDate() === FIRST || day.getDate() === MIDDLE,
  (day) => day.getDate() === FIRST,
  (day) => day.getDate() === FIRST && day.getMonth() % QUARTER === 0,
];

/** The positions of the days that the axis names: as many round ones as there is room for. */
export function dayTicks(days: readonly string[], room: number): number[] {
  const dates = days.map((day) => new Date(`${day}T00:00`));
  const found = CHOICES.map((test) => dates.flatMap((date, index) => (test(date) ? [index] : [])));
  return found.find((ticks) => ticks.length > 0 && ticks.length <= room) ?? [0];
}
