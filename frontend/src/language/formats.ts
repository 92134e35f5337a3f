export type Language = 'en' | 'es';

type Plurals = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** How numbers, dates and plurals are written in a locale. */
export interface Formats {
  locale: string;
  /** `1,234.5` */
  number: (value: number) => string;
  /** A signed number, for changes: `+3`, `−2`. */
  change: (value: number) => string;
  /** An amount of money with cents, from the API's decimal: `1,234.50`. */
  amount: (decimal: string) => string;
  /** The cost of one, which may be less than a cent, from the API's decimal: `0.0125`, `12.50`. */
  cost: (decimal: string) => string;
  /** `29 Nov 2026` */
  day: (when: Date | string) => string;
  /** `29 Nov` */
  shortDay: (when: Date | string) => string;
  /** `29 Nov 2026, 14:05` */
  moment: (when: Date | string) => string;
  /** `14:05` */
  time: (when: Date | string) => string;
  /** `5 minutes ago` */
  ago: (when: Date | string, now?: Date) => string;
  /** The form that a number asks for, with `#` replaced by the number. */
  plural: (count: number, forms: Plurals) => string;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** A calendar day of the API (`2026-11-29`) is that day everywhere; `new Date` would take it for one in UTC. */
function asDate(when: Date | string): Date {
  if (when instanceof Date) return when;
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(when) ? `${when}T00:00` : when);
}

/** The formats of a locale such as `es-MX`. */
export function formatsOf(locale: string): Formats {
  const number = new Intl.NumberFormat(locale, { useGrouping: 'always' });
  const change = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', useGrouping: 'always' });
  const amount = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: 'always',
  });
  const cost = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
    useGrouping: 'always',
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const plurals = new Intl.PluralRules(locale);
  return {
    locale,
    number: (value) => number.format(value),
    change: (value) => change.format(value),
    // Intl takes decimals as strings, and so loses no digit of a large one.
    amount: (decimal) => amount.format(decimal as Intl.StringNumericLiteral),
    cost: (decimal) => cost.format(decimal as Intl.StringNumericLiteral),
    day: (when) => day.format(asDate(when)),
    shortDay: (when) => shortDay.format(asDate(when)),
    moment: (when) => moment.format(asDate(when)),
    time: (when) => time.format(asDate(when)),
    ago: (when, now = new Date()) => {
      const seconds = (asDate(when).getTime() - now.getTime()) / 1000;
      const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ['minute', 60];
      return relative.format(Math.round(seconds / size), unit);
    },
    plural: (count, forms) =>
      (forms[plurals.select(count)] ?? forms.other).replaceAll('#', number.format(count)),
  };
}
