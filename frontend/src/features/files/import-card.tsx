import { Download } from 'lucide-react';
import { useState } from 'react';
import { separatorOf } from '@/catalogue/export-link';
import { useLanguage, useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { Card } from '@/ui/page';
import { words } from './choice-words';
import { ChosenFile } from './chosen-file';
import { csvOf, saveFile } from './csv';
import { FilePicker } from './file-picker';
import styles from './files.module.css';
import { COLUMNS, KINDS, type Kind } from './kinds';
import { OptionGroup } from '@/ui/option-group';

/** Choose what to import and from which file; what is then done with it follows below. */
export function ImportCard() {
  const text = useWords(words);
  const [kind, setKind] = useState<Kind>('products');
  const [chosen, setChosen] = useState<{ file: File; turn: number }>();
  const [isBusy, setBusy] = useState(false);
  const choose = (file: File) => setChosen({ file, turn: (chosen?.turn ?? 0) + 1 });
  return (
    <Card title={text.importTitle}>
      <OptionGroup
        legend={text.what}
        value={kind}
        onChoose={setKind}
        disabled={isBusy}
        options={KINDS.map((value) => ({ value, name: text.kinds[value], more: text.kindsMore[value] }))}
      />
      <FilePicker file={chosen?.file} onChoose={choose} disabled={isBusy}>
        <Example kind={kind} />
      </FilePicker>
      {chosen && (
        // Another file, the same chosen again, or another use of it begins from the start.
        <ChosenFile key={`${kind} ${String(chosen.turn)}`} kind={kind} file={chosen.file} onBusy={setBusy} />
      )}
    </Card>
  );
}

/** A file with the right headings, in the language and with the separator of the reader. */
function Example({ kind }: { kind: Kind }) {
  const text = useWords(words);
  const { language } = useLanguage();
  const save = () => {
    const headings = COLUMNS[kind].map((column) => text.columns[column]);
    const row = COLUMNS[kind].map((column) => text.exampleRow[column]);
    saveFile(text.exampleFile[kind], csvOf([headings, row], separatorOf(language)));
  };
  return (
    <Button look="plain" className={styles.example ?? ''} onClick={save}>
      <Download size={18} aria-hidden />
      {text.example}
    </Button>
  );
}
