import { onlineManager } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';

/** A part of the application did not come: the connection failed, or the build that it belongs to is gone. */
export class MissingPart extends Error {
  override readonly name = 'MissingPart';
}

/**
 * A page that is loaded when somebody goes there; without a connection, as soon as there is one again.
 *
 * Left to itself, the router would reload the whole page where that fails, and lose what is typed in it.
 */
export function part<Parts extends Record<string, unknown>, Name extends keyof Parts>(
  load: () => Promise<Parts>,
  name: Name,
) {
  const told = (cause: unknown) => {
    throw new MissingPart('it could not be loaded', { cause });
  };
  const loaded = () =>
    load().catch((cause: unknown) =>
      onlineManager.isOnline() ? told(cause) : connection().then(load).catch(told),
    );
  return lazyRouteComponent(loaded, name);
}

/** Waits until there is a connection again. */
function connection(): Promise<void> {
  return new Promise((resolve) => {
    const forget = onlineManager.subscribe((isOnline) => {
      if (!isOnline) return;
      forget();
      resolve();
    });
  });
}
