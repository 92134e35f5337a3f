import { useWords } from '@/language/language';
import styles from './loading.module.css';
import { words } from './words';

/** Holds the place of lines that are on their way, so that nothing jumps when they come. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const text = useWords(words);
  return (
    <div role="status" className={styles.lines}>
      <span className="visually-hidden">{text.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles.line} />
      ))}
    </div>
  );
}
