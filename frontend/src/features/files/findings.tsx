import { useState } from 'react';
import type { ImportReport } from '@/api/shapes';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { Confirmation } from '@/ui/dialog';
import { Note } from '@/ui/note';
import { Focused } from './focused';
import type { Kind } from './kinds';
import { words } from './run-words';

interface FindingsProps {
  kind: Kind;
  report: ImportReport;
  onImport: () => void;
}

/** What the file would do, and the question whether it shall. */
export function Findings({ kind, report, onImport }: FindingsProps) {
  const text = useWords(words);
  const [asks, setAsks] = useState(false);
  const isNothing = report.created + report.changed === 0;
  const title = isNothing ? text.nothing : text.checked;
  return (
    <Focused label={title}>
      <Note look={isNothing ? 'info' : 'good'} title={title}>
        <p>{text.outcome(report)}</p>
      </Note>
      {!isNothing && (
        <div>
          <Button look="primary" onClick={() => setAsks(true)}>
            {text.import(report.rows)}
          </Button>
        </div>
      )}
      <Confirmation
        open={asks}
        onOpenChange={setAsks}
        title={text.importQuestion(report)}
        description={text.importMeans[kind]}
        confirm={text.importVerb}
        look="primary"
        onConfirm={onImport}
      />
    </Focused>
  );
}
