import { useState } from 'react';
import { ExportLink, separatorOf, type Separator } from '@/catalogue/export-link';
import { useLanguage, useWords } from '@/language/language';
import { Card } from '@/ui/page';
import styles from './files.module.css';
import { OptionGroup } from '@/ui/option-group';
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
            <ExportLink list={list} separator={separator} aria-label={text.exportOne[list]}>
              {text.exports[list]}
            </ExportLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
