import { inBoth } from '@/language/words';

/** What every chart says beside what it shows. */
export const words = inBoth(
  () => ({
    asTable: 'Show as table',
    day: 'Day',
    byDay: (name: string) => `${name}, day by day`,
    told: (day: string, values: string) => `${day}: ${values}`,
  }),
  () => ({
    asTable: 'Mostrar como tabla',
    day: 'Día',
    byDay: (name) => `${name}, día a día`,
    told: (day, values) => `${day}: ${values}`,
  }),
);
