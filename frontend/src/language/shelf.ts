/** Texts by name that last as long as the browser says: those of the device, or those of the tab. */
export interface Shelf {
  get: (name: string) => string | null;
  set: (name: string, text: string) => void;
  remove: (name: string) => void;
  clear: () => void;
}

/** What a browser that refuses to store anything, or has no room left, keeps nowhere lasts until the page is left. */
function shelfOf(storage: () => Storage): Shelf {
  const here = new Map<string, string>();
  const tried = <Result>(act: (kept: Storage) => Result): Result | undefined => {
    try {
      return act(storage());
    } catch {
      return undefined;
    }
  };
  return {
    get: (name) => here.get(name) ?? tried((kept) => kept.getItem(name)) ?? null,
    set: (name, text) => {
      here.set(name, text);
      tried((kept) => {
        kept.setItem(name, text);
        here.delete(name);
      });
    },
    remove: (name) => {
      here.delete(name);
      tried((kept) => kept.removeItem(name));
    },
    clear: () => {
      here.clear();
      tried((kept) => kept.clear());
    },
  };
}

/** What is kept on the device. */
export const deviceShelf = shelfOf(() => localStorage);

/** What is kept in the tab. */
export const tabShelf = shelfOf(() => sessionStorage);
