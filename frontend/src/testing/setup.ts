import '@testing-library/jest-dom/vitest';
import { onlineManager } from '@tanstack/react-query';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { forgetToken } from '@/api/token';
import { deviceShelf, tabShelf } from '@/language/shelf';
import { setEnded } from '@/session/ended';
import { server } from './server';

// A busy machine is no fault of the code.
configure({ asyncUtilTimeout: 20_000 });

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  localStorage.setItem('language', 'en');
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  forget();
});
afterAll(() => server.close());

/** Test files share their modules and their window, so what these remember would reach the next test. */
function forget(): void {
  deviceShelf.clear();
  tabShelf.clear();
  forgetToken();
  setEnded(false);
  onlineManager.setOnline(true);
  window.history.replaceState({}, '', '/');
  delete document.documentElement.dataset.theme;
}

// What browsers have and jsdom lacks.
Object.assign(window, { scrollTo: () => undefined });
