import type { Formats, Language } from './formats';

/** The texts of a part of the application in both languages; one that lacks a text does not compile. */
export type Words<Texts> = Record<Language, (formats: Formats) => Texts>;

/** Texts in English and the same in Spanish, where some are functions of what they tell. */
export function inBoth<Texts>(
  en: (formats: Formats) => Texts,
  es: (formats: Formats) => NoInfer<Texts>,
): Words<Texts> {
  return { en, es };
}
