import type { Product } from '@/api/shapes';

/** Whether a product has come down to its reorder point, as the API counts it for the list of what to order. */
export function isLow(product: Product, stock: number): boolean {
  return product.active && product.reorder_point > 0 && stock <= product.reorder_point;
}
