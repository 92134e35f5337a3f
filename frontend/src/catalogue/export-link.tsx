import { Download } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { apiOrigin } from '@/api/origin';
import type { Language } from '@/language/formats';
import { useLanguage, useWords } from '@/language/language';
import { setEnded } from '@/session/ended';
import { askWhoIsSignedIn } from '@/session/session';
import { Anchor } from '@/ui/button';
import { useToast } from '@/ui/toast';
import { words } from '@/ui/words';

export type Separator = 'comma' | 'semicolon';

type Filters = Record<string, string | number | boolean>;

interface ExportLinkProps {
  list: 'products' | 'levels' | 'movements';
  /** What the list is narrowed down by, in the words of the API. */
  filters?: Filters;
  /** What stands between cells; that which spreadsheets expect in the language, unless it is said. */
  separator?: Separator;
  'aria-label'?: string;
  children: ReactNode;
}

/** A list as a file, which the browser saves while it is sent. */
export function ExportLink({ list, filters = {}, separator, children, ...rest }: ExportLinkProps) {
  const { language } = useLanguage();
  const checkFirst = useCheckFirst();
  const given: Filters = { ...filters, separator: separator ?? separatorOf(language), language };
  const query = new URLSearchParams(Object.entries(given).map(([name, value]) => [name, String(value)]));
  const address = `${apiOrigin()}/api/v1/exports/${list}?${query.toString()}`;
  return (
    <Anchor {...rest} href={address} download onClick={checkFirst}>
      <Download size={18} aria-hidden />
      {children}
    </Anchor>
  );
}

/** What spreadsheet programs expect between cells: in Spanish the comma is that of decimals. */
export function separatorOf(language: Language): Separator {
  return language === 'es' ? 'semicolon' : 'comma';
}

/** Follows a link once it is known that somebody is still signed in; else a refusal would replace the page. */
function useCheckFirst() {
  const text = useWords(words);
  const toast = useToast();
  return (event: MouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    const { href } = event.currentTarget;
    askWhoIsSignedIn().then(
      (user) => (user ? window.location.assign(href) : setEnded(true)),
      () => toast(text.unreachableTitle, text.unreachable),
    );
  };
}
