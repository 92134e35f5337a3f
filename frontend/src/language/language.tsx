import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { firstLanguage, localeOf, remember } from './choice';
import { formatsOf, type Formats, type Language } from './formats';
import type { Words } from './words';

interface LanguageState {
  language: Language;
  formats: Formats;
  choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageState | undefined>(undefined);

/** Gives everything within it a language, which the page and, from there, the API are told too. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => told(firstLanguage()));
  const state = useMemo(
    () => ({
      language,
      formats: formatsOf(localeOf(language)),
      choose: (chosen: Language) => {
        remember(chosen);
        setLanguage(told(chosen));
      },
    }),
    [language],
  );
  return <LanguageContext value={state}>{children}</LanguageContext>;
}

/** Tell the page its language before anything is asked for in it. */
function told(language: Language): Language {
  document.documentElement.lang = language;
  return language;
}

/** The language, its formats, and how to choose another. */
export function useLanguage(): LanguageState {
  const state = use(LanguageContext);
  if (state === undefined) throw new Error('useLanguage needs a LanguageProvider around it');
  return state;
}

/** The texts of a part of the application in the present language. */
export function useWords<Texts>(words: Words<Texts>): Texts {
  const { language, formats } = useLanguage();
  return useMemo(() => words[language](formats), [words, language, formats]);
}

/** Name the page in the tab, the history and for a screen reader. */
export function useTitle(title: string): void {
  const { language } = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${language === 'es' ? 'Inventario' : 'Inventory'}`;
  }, [title, language]);
}
