/** What can be imported, with the columns of its example in the order of the API's own files. */
export const COLUMNS = {
  products: ['sku', 'name', 'barcode', 'category', 'supplier', 'unit', 'unitCost', 'reorderPoint', 'active'],
  counts: ['sku', 'location', 'quantity'],
} as const;

export type Kind = keyof typeof COLUMNS;

export const KINDS: readonly Kind[] = ['products', 'counts'];
