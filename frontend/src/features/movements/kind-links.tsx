import { Link } from '@tanstack/react-router';
import { KINDS, leastFor } from '@/catalogue/kinds';
import { words as catalogueWords } from '@/catalogue/words';
import { useWords } from '@/language/language';
import { mayAs, useUser } from '@/session/session';
import styles from './kind-links.module.css';
import { words } from './words';

/** Switches between the kinds that the user may record; what is typed stays. */
export function KindLinks() {
  const text = useWords(words);
  const { kinds } = useWords(catalogueWords);
  const { role } = useUser();
  const offered = KINDS.filter((kind) => mayAs(role, leastFor(kind)));
  if (offered.length === 0) return null;
  return (
    <nav aria-label={text.kindsLabel}>
      <ul className={styles.kinds}>
        {offered.map((kind) => (
          <li key={kind}>
            <Link to="/movements/new/$kind" params={{ kind }} className={styles.kind} replace>
              {kinds[kind]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
