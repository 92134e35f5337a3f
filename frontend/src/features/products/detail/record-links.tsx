import type { Product } from '@/api/shapes';
import { KINDS, leastFor, needsActive } from '@/catalogue/kinds';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { mayAs, useUser } from '@/session/session';
import { ButtonLink } from '@/ui/button';

/** Ways for the user to record a movement of a product; what is inactive takes nothing in any more. */
export function RecordLinks({ product }: { product: Product }) {
  const { kinds } = useWords(catalogueWords);
  const { role } = useUser();
  const possible = KINDS.filter(
    (kind) => mayAs(role, leastFor(kind)) && (product.active || !needsActive(kind)),
  );
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
