import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Act, MovementKind } from '@/api/shapes';
import { locationsQuery } from '@/catalogue/queries';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { useUser } from '@/session/session';
import { Empty } from '@/ui/note';
import { Card } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import { useToast } from '@/ui/toast';
import { emptyDraft, useDraft } from './draft';
import { RecordForm } from './record-form';
import { RecordedList, type Recorded } from './recorded-list';
import { useRecording, type Attempt } from './recording';
import { recordSearch } from './search';
import { words } from './words';

/** The form for one movement after the other, and those that it has just recorded. */
export function Recorder({ kind }: { kind: MovementKind }) {
  const text = useWords(words);
  const { draft, change } = useDraft(useUser().id, useChosen());
  const { recorded, note } = useRecorded();
  const recording = useRecording({
    change,
    onRecorded: (act, attempt) => {
      change(emptyDraft(attempt.draft));
      note(act, attempt);
    },
  });
  return (
    <>
      <Card>
        <QueryView
          query={useQuery(locationsQuery)}
          lines={5}
          empty={{ when: (locations) => locations.length === 0, show: <Empty title={text.noLocations} /> }}
        >
          {(locations) => (
            // Each movement has a form of its own, so that nothing of the last one is called wrong in it.
            <RecordForm
              key={recorded.length}
              isNext={recorded.length > 0}
              {...{ kind, draft, change, locations, recording }}
            />
          )}
        </QueryView>
      </Card>
      <RecordedList recorded={recorded} />
    </>
  );
}

/** What the link hither has chosen, which is taken once; afterwards the draft is what counts, after a reload too. */
function useChosen() {
  const chosen = recordSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const isGiven = Object.keys(chosen).length > 0;
  useEffect(() => {
    if (isGiven) void navigate({ to: '.', search: {}, replace: true });
  }, [isGiven, navigate]);
  return chosen;
}

/** What has been recorded since the page was opened, and a toast for each. */
function useRecorded() {
  const text = useWords(words);
  const { quantity } = useWords(catalogueWords);
  const [recorded, setRecorded] = useState<readonly Recorded[]>([]);
  const toast = useToast();
  const note = (act: Act, { kind, product }: Attempt) => {
    setRecorded((before) => [{ act, kind, product }, ...before]);
    const [line] = act.lines;
    const amount = line && quantity[product.unit](kind === 'count' ? line.balance : Math.abs(line.change));
    toast(text.done[kind], amount === undefined ? product.name : `${amount} · ${product.name}`);
  };
  return { recorded, note };
}
