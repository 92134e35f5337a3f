import type { components } from './schema';

/** What one value of a request, or of a line of a file, should have been. */
export type Fault = NonNullable<components['schemas']['Problem']['errors']>[number];

/** The request arrived, and the API says why it was not carried out (RFC 9457); nothing was written. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: string;
  readonly title: string;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly faults: readonly Fault[];
  readonly total: number;

  constructor(told: components['schemas']['Problem']) {
    super(told.detail);
    this.kind = told.type.replace('urn:problem:', '');
    this.title = told.title;
    this.status = told.status;
    this.requestId = told.request_id ?? undefined;
    this.faults = told.errors ?? [];
    this.total = told.total ?? this.faults.length;
  }

  /** Sentences by the field that they are about, for the fields of a form. */
  get byField(): Record<string, string> {
    return Object.fromEntries(this.faults.map(({ field, message }) => [field ?? '', message ?? '']));
  }
}

/** No answer came, or one that the API did not write: whether anything was written is not known. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly requestId = undefined;
}

/** Whether an error is a problem of that kind. */
export function isProblem(error: unknown, kind: string): error is Problem {
  return error instanceof Problem && error.kind === kind;
}

/** Whether sending the same again may help: nothing answered, or the API is not itself for a moment. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Problem && (error.status >= 500 || error.kind === 'busy');
}

/** The problem that a response tells; `Unreachable` where it came from somebody before the API. */
export async function problemOf(response: Response): Promise<Problem | Unreachable> {
  const isOurs = response.headers.get('content-type')?.startsWith('application/problem+json');
  if (!isOurs) return new Unreachable(`HTTP ${String(response.status)}`);
  return new Problem((await response.json()) as components['schemas']['Problem']);
}
