import { api, content } from '@/api/client';
import { useWrite } from '@/catalogue/entries/use-write';

/** Adds a location, or renames the one of that number; its code stays. */
export function useSaveLocation(id: number | undefined) {
  return useWrite(['locations'], ({ code, name }: { code: string; name: string }) =>
    content(
      id === undefined
        ? api.POST('/api/v1/locations', { body: { code, name, active: true } })
        : api.PATCH('/api/v1/locations/{id}', { params: { path: { id } }, body: { name } }),
    ),
  );
}

/** Puts a location out of use, or back into use. */
export function useActivateLocation() {
  return useWrite(['locations'], ({ id, active }: { id: number; active: boolean }) =>
    content(api.PATCH('/api/v1/locations/{id}', { params: { path: { id } }, body: { active } })),
  );
}
