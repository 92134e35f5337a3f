import { Download } from 'lucide-react';
import { useState } from 'react';
import { apiOrigin } from '@/api/origin';
import { useLanguage, useWords } from '@/language/language';
import { Anchor } from '@/ui/button';
import { Card } from '@/ui/page';
import { separatorOf, type Separator } from './csv';
import styles from './files.module.css';
import { OptionGroup } from './option-group';
import { words } from './words';

const LISTS = ['products', 'levels', 'movements'] as const;

/** Whole lists as files, which the browser saves while they are sent. */
export function ExportCard() {
  const text = useWords(words);
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<Separator>();
  const separator = chosen ?? separatorOf(language);
  return (
    <Card title={text.exportTitle}>
      <p>{text.exportMore}</p>
      <OptionGroup
        legend={text.separator}
        value={separator}
        onChoose={setChosen}
        options={(['comma', 'semicolon'] as const).map((value) => ({ value, name: text.separators[value] }))}
      />
      <ul className={styles.downloads}>
        {LISTS.map((list) => (
          <li key={list}>
            <Anchor
              href={`${apiOrigin()}/api/v1/exports/${list}?separator=${separator}`}
              download
              aria-label={text.exportOne[list]}
            >
              <Download size={18} aria-hidden />
              {text.exports[list]}
            </Anchor>
          </li>
        ))}
      </ul>
    </Card>
  );
}
