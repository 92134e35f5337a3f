import { lazyRouteComponent } from '@tanstack/react-router';

/** A part of the application did not come: the connection failed, or the build that it belongs to is gone. */
export class MissingPart extends Error {
  override readonly name = 'MissingPart';
}

/**
 * A page that is loaded when somebody goes there.
 *
 * Left to itself, the router would reload the whole page where that fails, and lose what is typed in it.
 */
export function part<Parts extends Record<string, unknown>, Name extends keyof Parts>(
  load: () => Promise<Parts>,
  name: Name,
) {
  const told = () =>
    load().catch((cause: unknown) => {
      throw new MissingPart('it could not be loaded', { cause });
    });
  return lazyRouteComponent(told, name);
}
