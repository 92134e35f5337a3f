import { useEffect, useRef, type ReactNode } from 'react';
import styles from './files.module.css';

/** Takes the focus when it appears in place of the button that led to it. */
export function Focused({ label, children }: { label?: string; children: ReactNode }) {
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => part.current?.focus(), []);
  return (
    <div ref={part} tabIndex={-1} role={label && 'group'} aria-label={label} className={styles.part}>
      {children}
    </div>
  );
}
