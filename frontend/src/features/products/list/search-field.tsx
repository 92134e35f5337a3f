import { LIMITS } from '@/api/limits';
import { Search, X } from 'lucide-react';
import { clsx } from 'clsx';
import { useId, type RefObject } from 'react';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import styles from './search-field.module.css';
import { useTyped } from './use-typed';
import { words } from './words';

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>;
  /** What is searched for. */
  q: string;
  onSearch: (q: string) => void;
}

/** Searches as it is typed in; Escape clears it. */
export function SearchField({ field, q, onSearch }: SearchFieldProps) {
  const text = useWords(words);
  const id = useId();
  const { typed, type, clear } = useTyped(q, onSearch);
  return (
    <div role="search" className={styles.search}>
      <label htmlFor={id} className="visually-hidden">
        {text.search}
      </label>
      <Search className={styles.icon} size={19} aria-hidden />
      <input
        ref={field}
        id={id}
        type="search"
        className={styles.input}
        placeholder={text.searchHint}
        maxLength={LIMITS.search}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        aria-keyshortcuts="/"
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
            clear();
          }
        }}
      />
      {typed !== '' && (
        <Button
          look="plain"
          icon
          className={clsx(styles.clear)}
          aria-label={text.clear}
          onClick={() => {
            clear();
            field.current?.focus();
          }}
        >
          <X size={18} aria-hidden />
        </Button>
      )}
    </div>
  );
}
