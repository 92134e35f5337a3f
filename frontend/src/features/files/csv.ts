import type { Separator } from '@/catalogue/export-link';

const SIGNS: Record<Separator, string> = { comma: ',', semicolon: ';' };
// By which spreadsheet programs know UTF-8.
const MARK = '\ufeff';
// As in the API's files, an apostrophe says that the rest of a cell is no formula.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Rows as a file for a spreadsheet program. */
export function csvOf(rows: readonly (readonly string[])[], separator: Separator): string {
  const sign = SIGNS[separator];
  return MARK + rows.map((row) => `${row.map((cell) => quoted(cell, sign)).join(sign)}\r\n`).join('');
}

function quoted(cell: string, sign: string): string {
  const disarmed = FORMULA.test(cell) ? `'${cell}` : cell;
  const needsQuotes = disarmed.includes(sign) || /["\r\n]/.test(disarmed);
  return needsQuotes ? `"${disarmed.replaceAll('"', '""')}"` : disarmed;
}

/** Let the browser save a text as a file. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
