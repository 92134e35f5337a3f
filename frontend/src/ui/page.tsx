import { clsx } from 'clsx';
import { useId, type ReactNode } from 'react';
import { useTitle } from '@/language/language';
import styles from './page.module.css';

interface PageProps {
  title: string;
  lead?: ReactNode;
  /** What can be done here, at the right of the title. */
  acts?: ReactNode;
  /** For forms and text, which nobody reads in wide lines. */
  narrow?: boolean;
  children: ReactNode;
}

/** A page with its name, which the tab and the history carry too. */
export function Page({ title, lead, acts, narrow = false, children }: PageProps) {
  useTitle(title);
  return (
    <div className={clsx(styles.page, narrow && styles.narrow)}>
      <div className={styles.head}>
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {acts !== undefined && <div className={styles.acts}>{acts}</div>}
      </div>
      {children}
    </div>
  );
}

interface CardProps {
  title?: string;
  /** Stands at the right of the title. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** One thing of a page; with a title it is a region that a screen reader lists. */
export function Card({ title, aside, className, children }: CardProps) {
  const id = useId();
  return (
    <section className={clsx(styles.card, className)} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <header>
          <h2 id={id}>{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
