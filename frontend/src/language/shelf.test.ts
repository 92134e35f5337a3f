import { expect, test, vi } from 'vitest';
import { deviceShelf, tabShelf } from './shelf';

function refuse(storage: 'localStorage' | 'sessionStorage') {
  const refusal = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.spyOn(window, storage, 'get').mockImplementation(refusal);
}

test.each([
  ['localStorage', deviceShelf],
  ['sessionStorage', tabShelf],
] as const)('where %s is refused, what is kept lasts until the page is left', (storage, shelf) => {
  refuse(storage);
  expect(shelf.get('name')).toBeNull();
  shelf.set('name', 'kept');
  expect(shelf.get('name')).toBe('kept');
  shelf.remove('name');
  expect(shelf.get('name')).toBeNull();
  expect(() => shelf.clear()).not.toThrow();
});

test('where there is no room for another text, the one of before counts no more', () => {
  deviceShelf.set('name', 'before');
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  deviceShelf.set('name', 'now');
  expect(deviceShelf.get('name')).toBe('now');
});

test('what is kept lies where the browser keeps it', () => {
  tabShelf.set('name', 'kept');
  expect(sessionStorage.getItem('name')).toBe('kept');
});
