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

const OTHER_USER = {
  en: {
    title: 'Somebody else has signed in',
    detail:
      'Another tab of this browser has a new session. Nothing was sent in its name; sign in here again.',
  },
  es: {
    title: 'Otra persona ha iniciado sesión',
    detail:
      'Otra pestaña de este navegador tiene una sesión nueva. No se envió nada en su nombre; inicie sesión aquí de nuevo.',
  },
};

/** The session is that of somebody else than the page says, so that nothing was sent; to the page its own has ended. */
export class OtherUser extends Problem {
  constructor() {
    const told = document.documentElement.lang === 'es' ? OTHER_USER.es : OTHER_USER.en;
    super({ type: 'urn:problem:sign-in-required', status: 401, ...told });
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
