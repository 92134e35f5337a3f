/** The most bytes that the API takes. */
export const LARGEST = 32 * 1024 * 1024;

const HEAD = 64 * 1024; // bytes that are looked at
const SHOWN = 8; // rows

/** Why a file cannot be imported, where that can be known before it is sent. */
type FileFault = 'empty' | 'tooLarge' | 'notCsv' | 'notUtf8' | 'unreadable';

/** The first rows of a file, or why they are none. */
export type Glance =
  | { fault: FileFault }
  | {
      fault?: undefined;
      headings: readonly string[];
      rows: readonly (readonly string[])[];
      isWhole: boolean;
    };

/** Look at the beginning of a file. */
export async function glanceAt(file: File): Promise<Glance> {
  if (file.size === 0) return { fault: 'empty' };
  if (file.size > LARGEST) return { fault: 'tooLarge' };
  const head = await headOf(file);
  if (head === undefined) return { fault: 'unreadable' };
  if (isUtf16(head)) return { fault: 'notUtf8' };
  if (isBinary(head)) return { fault: 'notCsv' };
  const text = decoded(head, file.size <= HEAD);
  if (text === undefined) return { fault: 'notUtf8' };
  if (text.trim() === '') return { fault: 'empty' };
  return parsed(text, file.size <= HEAD);
}

/** Whether a file can still be read as it was chosen; one that has been saved anew since cannot. */
export async function isReadable(file: File): Promise<boolean> {
  return (await headOf(file)) !== undefined;
}

async function headOf(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  } catch {
    return undefined;
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function isBinary(head: Uint8Array): boolean {
  const beginning = String.fromCharCode(...head.subarray(0, 4));
  return head.includes(0) || beginning === 'PK\x03\x04' || beginning === '%PDF';
}

function decoded(head: Uint8Array<ArrayBuffer>, isWhole: boolean): string | undefined {
  try {
    // A character that the end of the head cuts in two is no fault.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
  } catch {
    return undefined;
  }
}

async function parsed(text: string, isAllText: boolean): Promise<Glance> {
  const { parse } = (await import('papaparse')).default;
  const whole = isAllText ? text : text.slice(0, text.lastIndexOf('\n') + 1) || text;
  const options = { delimiter: separatorIn(whole), skipEmptyLines: 'greedy', preview: SHOWN + 2 } as const;
  const [headings = [], ...rows] = parse<string[]>(whole, options).data;
  return { headings, rows: rows.slice(0, SHOWN), isWhole: isAllText && rows.length <= SHOWN };
}

/** What separates cells, told as the API tells it: by the first line. */
function separatorIn(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  return first.split(';').length > first.split(',').length ? ';' : ',';
}
