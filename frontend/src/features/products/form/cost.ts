const COST = /^(\d{1,8})(?:([.,])(\d{1,4}))?$/;
const THOUSANDS = 3;

export type DecimalMark = '.' | ',';

/** What stands between the whole and its parts in a locale. */
export function decimalMark(locale: string): DecimalMark {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
}

/**
 * The API's decimal of a cost as somebody types it, if it is one.
 *
 * The other mark is understood too, but not before three figures, where it could stand between thousands.
 */
export function typedCost(typed: string, mark: DecimalMark): string | undefined {
  const [, whole, given, parts] = COST.exec(typed.trim()) ?? [];
  if (whole === undefined) return undefined;
  if (parts === undefined) return whole;
  return given !== mark && parts.length === THOUSANDS ? undefined : `${whole}.${parts}`;
}

/** The API's decimal as somebody would type it: `12.5000` is `12,50`. */
export function writtenCost(decimal: string, mark: DecimalMark): string {
  const [whole = '0', parts = ''] = decimal.split('.');
  const kept = parts.replace(/0+$/, '');
  return kept === '' ? whole : `${whole}${mark}${kept.padEnd(2, '0')}`;
}

/** Whether two of the API's decimals are the same number, however many noughts they end with. */
export function isSameCost(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(decimal: string): string {
  return writtenCost(decimal.replace(/^0+(?=\d)/, ''), '.');
}
