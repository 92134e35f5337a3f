import { LIMITS } from '@/api/limits';
import { isId } from '@/catalogue/ids';

export const SORTS = ['sku', '-sku', 'name', '-name', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** What the list is asked for, as it stands in the address; what is not asked for is not there. */
export interface ProductSearch {
  q?: string;
  category?: number;
  supplier?: number;
  active?: boolean;
  sort?: Exclude<Sort, 'sku'>;
}

/** What an address asks for, without what makes no sense in it. */
export function productSearch(given: Record<string, unknown>): ProductSearch {
  const q = textOf(given.q);
  const sort = SORTS.find((each) => each === given.sort);
  return {
    ...(q !== '' && { q }),
    ...(isId(given.category) && { category: given.category }),
    ...(isId(given.supplier) && { supplier: given.supplier }),
    ...(typeof given.active === 'boolean' && { active: given.active }),
    ...(sort !== undefined && sort !== 'sku' && { sort }),
  };
}

/** A text; one of digits alone is read from an address as a number. */
function textOf(given: unknown): string {
  const text = typeof given === 'number' ? String(given) : given;
  return typeof text === 'string' ? text.replaceAll('\0', '').trim().slice(0, LIMITS.search) : '';
}

/** How many filters narrow the list down, beside what is searched for. */
export function filterCount({ category, supplier, active }: ProductSearch): number {
  return [category, supplier, active].filter((filter) => filter !== undefined).length;
}

/** The filters by the API's names, for the list and for its export. */
export function filtersOf({ q, category, supplier, active }: ProductSearch) {
  return {
    ...(q !== undefined && { q }),
    ...(category !== undefined && { category_id: category }),
    ...(supplier !== undefined && { supplier_id: supplier }),
    ...(active !== undefined && { active }),
  };
}
