import { useId, type ReactNode } from 'react';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import styles from './row-acts.module.css';
import { words } from './words';

interface RowActsProps {
  name: string;
  active: boolean;
  onEdit: () => void;
  onSetActive: (active: boolean) => void;
  pending: boolean;
  /** Why this one stays active, where it does. */
  kept?: string | undefined;
  /** Acts between those two. */
  children?: ReactNode;
}

/** What can be done with the entry of a row. */
export function RowActs({ name, active, onEdit, onSetActive, pending, kept, children }: RowActsProps) {
  const text = useWords(words);
  const id = useId();
  return (
    <div className={styles.part}>
      <div className={styles.acts}>
        <Button small onClick={onEdit} aria-label={text.editOne(name)}>
          {text.edit}
        </Button>
        {children}
        {/* One button for both, so that it keeps the focus while it changes. */}
        <Button
          small
          disabled={pending || kept !== undefined}
          onClick={() => onSetActive(!active)}
          aria-label={active ? text.deactivateOne(name) : text.reactivateOne(name)}
          aria-describedby={kept === undefined ? undefined : id}
        >
          {active ? text.deactivate : text.reactivate}
        </Button>
      </div>
      {kept !== undefined && (
        <span id={id} className={styles.kept}>
          {kept}
        </span>
      )}
    </div>
  );
}
