/** Entries as people look them up; the API orders some by their number. */
export function byName<Item extends { name: string }>(items: readonly Item[]): Item[] {
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return items.toSorted((one, other) => compare(one.name, other.name));
}
