import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';

/** A write after which everything under a key is asked for again. */
export function useWrite<Values, Written>(key: QueryKey, write: (values: Values) => Promise<Written>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
