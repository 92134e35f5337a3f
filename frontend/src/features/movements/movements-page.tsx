import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { ExportLink } from '@/catalogue/export-link';
import { useWords } from '@/language/language';
import { useMay } from '@/session/session';
import { Button, ButtonLink } from '@/ui/button';
import { ListEnd } from '@/ui/list-end';
import { Empty } from '@/ui/note';
import { Page } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { HistoryFilters } from './history-filters';
import { filtersOf, historyQuery } from './history-query';
import { HistoryTable } from './history-table';
import { words } from './history-words';
import { historySearch, type HistorySearch } from './search';

/** Every movement that there was, narrowed down by what stands in the address. */
export function MovementsPage() {
  const text = useWords(words);
  const search = historySearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const show = (next: HistorySearch) => void navigate({ to: '/movements', search: next, replace: true });
  return (
    <Page title={text.title} lead={text.lead} acts={<PageActs search={search} />}>
      <HistoryFilters search={search} onChange={show} />
      <History search={search} onReset={() => show({})} />
    </Page>
  );
}

function PageActs({ search }: { search: HistorySearch }) {
  const text = useWords(words);
  const { product, location } = search;
  return (
    <>
      <ExportLink list="movements" filters={filtersOf(search)}>
        {text.export}
      </ExportLink>
      {useMay('clerk') && (
        <ButtonLink
          to="/movements/new/$kind"
          params={{ kind: search.kind === 'adjustment' ? 'receipt' : (search.kind ?? 'receipt') }}
          search={{ ...(product !== undefined && { product }), ...(location !== undefined && { location }) }}
          look="primary"
        >
          <Plus size={18} aria-hidden />
          {text.record}
        </ButtonLink>
      )}
    </>
  );
}

function History({ search, onReset }: { search: HistorySearch; onReset: () => void }) {
  const text = useWords(words);
  const history = useInfiniteQuery(historyQuery(search));
  const isFiltered = Object.keys(search).length > 0;
  const nothing = (
    <Empty title={isFiltered ? text.emptyFiltered : text.empty}>
      {isFiltered && <Button onClick={onReset}>{text.reset}</Button>}
    </Empty>
  );
  return (
    <QueryView
      query={history}
      lines={8}
      empty={{ when: ({ pages }) => pages.every(({ items }) => items.length === 0), show: nothing }}
    >
      {({ pages }) => {
        const lines = pages.flatMap(({ items }) => items);
        return (
          <>
            <HistoryTable lines={lines} />
            <ListEnd query={history} byItself>
              {history.hasNextPage ? text.shown(lines.length) : text.shownAll(lines.length)}
            </ListEnd>
          </>
        );
      }}
    </QueryView>
  );
}
