import { useWords } from '@/language/language';
import { useMay } from '@/session/session';
import { Note } from '@/ui/note';
import { Card, Page } from '@/ui/page';
import { words as choiceWords } from './choice-words';
import { ExportCard } from './export-card';
import { ImportCard } from './import-card';
import { words } from './words';

/** Lists that come from spreadsheet programs, and lists for them. */
export function FilesPage() {
  const text = useWords(words);
  const { importTitle, importRole } = useWords(choiceWords);
  const mayImport = useMay('manager');
  return (
    <Page title={text.title} lead={text.lead}>
      {mayImport ? (
        <ImportCard />
      ) : (
        <Card title={importTitle}>
          <Note look="info">
            <p>{importRole}</p>
          </Note>
        </Card>
      )}
      <ExportCard />
    </Page>
  );
}
