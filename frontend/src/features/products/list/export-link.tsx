import { Download } from 'lucide-react';
import { apiOrigin } from '@/api/origin';
import { useLanguage, useWords } from '@/language/language';
import { Anchor } from '@/ui/button';
import { filtersOf, type ProductSearch } from '../search';
import { words } from './words';

/** Everything that the list finds, as a file; separated as spreadsheets expect it in the language. */
export function ExportLink({ search }: { search: ProductSearch }) {
  const text = useWords(words);
  const { language } = useLanguage();
  const given = { ...filtersOf(search), separator: language === 'es' ? 'semicolon' : 'comma' };
  const query = new URLSearchParams(Object.entries(given).map(([name, value]) => [name, String(value)]));
  return (
    <Anchor href={`${apiOrigin()}/api/v1/exports/products?${query.toString()}`} download>
      <Download size={18} aria-hidden />
      {text.export}
    </Anchor>
  );
}
