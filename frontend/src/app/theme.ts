import { deviceShelf } from '@/language/shelf';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const REMEMBERED = 'theme';

/** The appearance that was chosen on this device. */
export function chosenTheme(): Theme {
  const remembered = deviceShelf.get(REMEMBERED);
  return THEMES.find((theme) => theme === remembered) ?? 'system';
}

/** Remember an appearance and put it on. */
export function chooseTheme(theme: Theme): void {
  deviceShelf.set(REMEMBERED, theme);
  applyTheme(theme);
}

/** Put an appearance on the page. */
export function applyTheme(theme: Theme = chosenTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
