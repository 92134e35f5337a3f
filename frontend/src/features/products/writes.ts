import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, content } from '@/api/client';
import type { ProductChanges, ProductForm } from '@/api/shapes';
import { keepProduct } from './queries';

/** Add a product. */
export function useAddProduct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ProductForm) => content(api.POST('/api/v1/products', { body })),
    onSuccess: (product) => keepProduct(queries, product),
  });
}

/** Change what is given of a product, and nothing else. */
export function useChangeProduct(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ProductChanges) =>
      content(api.PATCH('/api/v1/products/{id}', { body, params: { path: { id } } })),
    onSuccess: (product) => keepProduct(queries, product),
  });
}
