import { apiOrigin } from './origin';
import { isProblem, Problem, problemOf, Unreachable } from './problem';
import type { components } from './schema';
import type { ImportReport } from './shapes';
import { writeToken } from './token';

const LINES = 'application/x-ndjson';

/** How far an import is: its bytes on their way, then the rows that are written, as far as they are counted. */
export interface UploadProgress {
  stage: 'sending' | 'working';
  done: number;
  /** Of how many; 0 where that is not known yet. */
  of: number;
}

/** A line of the answer. */
type ImportEvent =
  | { event: 'progress'; done: number; rows: number }
  | ({ event: 'done' } & ImportReport)
  | { event: 'failed'; problem: components['schemas']['Problem'] };

interface Upload {
  path: '/api/v1/imports/products' | '/api/v1/imports/counts';
  dryRun: boolean;
  file: Blob;
  /** The same for the same file, however often it is sent. */
  key: string;
  signal: AbortSignal;
  onProgress: (progress: UploadProgress) => void;
}

/** Send a file to import, with the manners of the client, but telling how far it is, which `fetch` cannot. */
export async function uploadImport(upload: Upload): Promise<ImportReport> {
  try {
    return await attempt(upload, await writeToken());
  } catch (error) {
    // Another tab has signed in since, and the token has changed with it.
    if (!isProblem(error, 'csrf')) throw error;
    return attempt(upload, await writeToken({ anew: true }));
  }
}

function attempt(upload: Upload, token: string): Promise<ImportReport> {
  const { signal, onProgress, file } = upload;
  return new Promise((resolve, reject) => {
    const request = opened(upload, token);
    const stop = () => request.abort();
    signal.throwIfAborted();
    signal.addEventListener('abort', stop);
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress({ stage: 'sending', done: loaded, of: total });
    request.upload.onload = () => onProgress({ stage: 'working', done: 0, of: 0 });
    request.onprogress = () => {
      const event = isLines(request) ? lastEvent(request.responseText) : undefined;
      if (event?.event === 'progress') onProgress({ stage: 'working', done: event.done, of: event.rows });
    };
    request.onload = () => {
      reportOf(request).then(resolve, reject);
    };
    request.onerror = () => reject(new Unreachable('the connection failed'));
    request.onabort = () => reject(signal.reason as Error);
    request.onloadend = () => signal.removeEventListener('abort', stop);
    request.send(file);
  });
}

function opened({ path, dryRun, key }: Upload, token: string): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open('POST', `${apiOrigin()}${path}?dry_run=${String(dryRun)}`);
  request.withCredentials = true;
  const headers = {
    // With lines something arrives all the time, and nothing in between closes the connection.
    Accept: LINES,
    'Accept-Language': document.documentElement.lang,
    'Content-Type': 'text/csv',
    'Idempotency-Key': key,
    'X-CSRFToken': token,
  };
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  return request;
}

function isLines(request: XMLHttpRequest): boolean {
  return request.getResponseHeader('content-type')?.startsWith(LINES) ?? false;
}

/** The last whole line so far. */
function lastEvent(text: string): ImportEvent | undefined {
  const line = text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1);
  return line === undefined || line === '' ? undefined : (JSON.parse(line) as ImportEvent);
}

async function reportOf(request: XMLHttpRequest): Promise<ImportReport> {
  const type = request.getResponseHeader('content-type') ?? '';
  if (request.status !== 200) {
    const told = new Response(request.responseText, {
      status: request.status,
      headers: { 'content-type': type },
    });
    throw await problemOf(told);
  }
  const event = isLines(request) ? lastEvent(request.responseText) : undefined;
  if (event?.event === 'failed') throw new Problem(event.problem);
  if (event?.event !== 'done') throw new Unreachable('the answer ended early');
  return event;
}
