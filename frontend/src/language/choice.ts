import type { Language } from './formats';
import { deviceShelf } from './shelf';

const REMEMBERED = 'language';

/** The language that was chosen here before, else the first of the browser's that there is, else English. */
export function firstLanguage(
  remembered: string | null = deviceShelf.get(REMEMBERED),
  wished: readonly string[] = navigator.languages,
): Language {
  const known = [remembered ?? '', ...wished].map(languageOf).find((language) => language !== undefined);
  return known ?? 'en';
}

/** The locale of a language in the region that the browser prefers, for numbers and dates. */
export function localeOf(language: Language, wished: readonly string[] = navigator.languages): string {
  return wished.find((tag) => languageOf(tag) === language) ?? language;
}

/** Remember a choice on this device. */
export function remember(language: Language): void {
  deviceShelf.set(REMEMBERED, language);
}

function languageOf(tag: string): Language | undefined {
  const [language] = tag.toLowerCase().split('-');
  return language === 'en' || language === 'es' ? language : undefined;
}
