import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Location } from '@/api/shapes';
import { EntriesPage } from '@/catalogue/entries/entries-page';
import { State } from '@/catalogue/entries/state';
import { words as entryWords } from '@/catalogue/entries/words';
import { locationsQuery } from '@/catalogue/queries';
import { useWords } from '@/language/language';
import type { Column } from '@/ui/table';
import { LocationForm } from './location-form';
import { words } from './words';
import { useActivateLocation } from './writes';

/** Where stock lies. */
export function LocationsPage() {
  const text = useWords(words);
  const { state } = useWords(entryWords);
  const columns: Column<Location>[] = [
    { id: 'code', heading: text.code, cell: ({ code }) => code, names: true },
    { id: 'name', heading: text.name, cell: ({ name }) => name },
    { id: 'state', heading: state, cell: ({ active }) => <State active={active} /> },
    {
      id: 'movements',
      heading: <span className="visually-hidden">{text.movements}</span>,
      cell: ({ id, code }) => (
        <Link to="/movements" search={{ location: id }} aria-label={text.movementsOf(code)}>
          {text.movements}
        </Link>
      ),
    },
  ];
  return (
    <EntriesPage
      text={text}
      query={useQuery(locationsQuery)}
      columns={columns}
      texts={({ code, name }) => [code, name]}
      change={useActivateLocation()}
      form={(location, onClose) => <LocationForm location={location} onClose={onClose} />}
    />
  );
}
