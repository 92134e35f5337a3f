import type { Problem } from '@/api/problem';
import { useWords } from '@/language/language';
import { ButtonLink } from '@/ui/button';
import { Empty } from '@/ui/note';
import { Page } from '@/ui/page';
import { words } from './detail/words';

/** Stands where a product is not, or is no longer. */
export function NoSuchProduct({ problem }: { problem: Problem }) {
  const text = useWords(words);
  return (
    <Page title={problem.title}>
      <Empty title={problem.message}>
        <ButtonLink to="/products">{text.back}</ButtonLink>
      </Empty>
    </Page>
  );
}
