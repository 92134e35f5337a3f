import type { Page } from '@playwright/test';
import type { Role } from '../rig/sign-in.ts';

/** Every page, by the name of its pictures; who opens it, and what tells that it is there. */
export interface Shown {
  name: string;
  path: string;
  role?: Role;
  /** Pictures in dark colours too. */
  isDark?: boolean;
}

export const PAGES: Shown[] = [
  { name: 'sign-in', path: '/sign-in', isDark: true },
  { name: 'dashboard', path: '/', role: 'manager', isDark: true },
  { name: 'products', path: '/products', role: 'manager', isDark: true },
  { name: 'product', path: '/products/1', role: 'manager', isDark: true },
  { name: 'product-new', path: '/products/new', role: 'manager' },
  { name: 'product-edit', path: '/products/1/edit', role: 'manager' },
  { name: 'movements', path: '/movements', role: 'manager' },
  { name: 'movement-new', path: '/movements/new/receipt', role: 'clerk' },
  { name: 'files', path: '/files', role: 'manager' },
  { name: 'suppliers', path: '/suppliers', role: 'manager' },
  { name: 'locations', path: '/locations', role: 'manager' },
  { name: 'categories', path: '/categories', role: 'manager' },
  { name: 'users', path: '/users', role: 'admin' },
  { name: 'about', path: '/about', role: 'viewer' },
];

/** Open a page and wait until it has drawn what it loads. */
export async function open(page: Page, { path }: Shown): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
}
