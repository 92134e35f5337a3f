import type { MovementKind, Product } from '@/api/shapes';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { ButtonLink } from '@/ui/button';

const KINDS: readonly MovementKind[] = ['receipt', 'issue', 'transfer', 'adjustment', 'count'];

/** Ways to record a movement of a product; what is inactive takes nothing in any more. */
export function RecordLinks({ product }: { product: Product }) {
  const { kinds } = useWords(catalogueWords);
  const possible = product.active ? KINDS : KINDS.filter((kind) => kind !== 'receipt' && kind !== 'transfer');
  return possible.map((kind) => (
    <ButtonLink
      key={kind}
      to="/movements/new/$kind"
      params={{ kind }}
      search={{ product: product.id }}
      look={kind === 'receipt' ? 'primary' : 'usual'}
    >
      {kinds[kind]}
    </ButtonLink>
  ));
}
