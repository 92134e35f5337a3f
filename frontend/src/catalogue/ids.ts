/** Whether a part of an address can be the number of something. */
export function isId(given: unknown): given is number {
  return typeof given === 'number' && Number.isSafeInteger(given) && given > 0;
}

/** The number that a menu has chosen; null where it has chosen nothing. */
export function idOf(chosen: string): number | null {
  return chosen === '' ? null : Number(chosen);
}
