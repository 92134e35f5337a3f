import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { categoriesQuery, suppliersQuery } from '@/catalogue/queries';
import { QueryView } from '@/ui/query-view';

const LINES = 8;

/** Shows a form once the entries of its menus are there; a menu without its entry would take it away when saved. */
export function WithMenus({ children }: { children: ReactNode }) {
  const categories = useQuery(categoriesQuery);
  const suppliers = useQuery(suppliersQuery);
  return (
    <QueryView query={categories} lines={LINES}>
      {() => (
        <QueryView query={suppliers} lines={LINES}>
          {() => children}
        </QueryView>
      )}
    </QueryView>
  );
}
