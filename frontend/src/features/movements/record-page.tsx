import { notFound, useParams } from '@tanstack/react-router';
import type { MovementKind } from '@/api/shapes';
import { isKind, leastFor } from '@/catalogue/kinds';
import { useWords } from '@/language/language';
import { OnlyFor } from '@/session/not-allowed';
import { Page } from '@/ui/page';
import { KindLinks } from './kind-links';
import { Recorder } from './recorder';
import { words } from './words';

/** Where a movement of the kind in the address is recorded. */
export function RecordPage() {
  const { kind } = useParams({ strict: false });
  if (!isKind(kind)) throw notFound();
  return <RecordKind kind={kind} />;
}

function RecordKind({ kind }: { kind: MovementKind }) {
  const text = useWords(words);
  return (
    <Page title={text.titles[kind]} lead={text.leads[kind]} narrow>
      <KindLinks />
      <OnlyFor least={leastFor(kind)}>
        <Recorder kind={kind} />
      </OnlyFor>
    </Page>
  );
}
