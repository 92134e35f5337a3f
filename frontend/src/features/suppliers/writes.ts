import { api, content } from '@/api/client';
import { useWrite } from '@/catalogue/entries/use-write';

interface SupplierValues {
  name: string;
  email: string;
  phone: string;
}

/** Adds a supplier, or changes the one of that number. */
export function useSaveSupplier(id: number | undefined) {
  return useWrite(['suppliers'], (body: SupplierValues) =>
    content(
      id === undefined
        ? api.POST('/api/v1/suppliers', { body: { ...body, active: true } })
        : api.PATCH('/api/v1/suppliers/{id}', { params: { path: { id } }, body }),
    ),
  );
}

/** Puts a supplier out of use, or back into use. */
export function useActivateSupplier() {
  return useWrite(['suppliers'], ({ id, active }: { id: number; active: boolean }) =>
    content(api.PATCH('/api/v1/suppliers/{id}', { params: { path: { id } }, body: { active } })),
  );
}
