import type { ImportReport } from '@/api/shapes';
import { useWords } from '@/language/language';
import { ButtonLink } from '@/ui/button';
import { Note } from '@/ui/note';
import styles from './files.module.css';
import { Focused } from './focused';
import type { Kind } from './kinds';
import { words } from './run-words';

/** What came of the file. */
export function Imported({ kind, report }: { kind: Kind; report: ImportReport }) {
  const text = useWords(words);
  return (
    <Focused label={text.imported}>
      <Note look="good" title={text.imported}>
        <p>{text.outcome(report)}</p>
      </Note>
      <div className={styles.acts}>
        {kind === 'products' && <ButtonLink to="/products">{text.seeProducts}</ButtonLink>}
        {kind === 'counts' && <ButtonLink to="/movements">{text.seeMovements}</ButtonLink>}
      </div>
    </Focused>
  );
}
