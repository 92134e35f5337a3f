import { CircleAlert, CircleCheck, Info, PackageOpen, TriangleAlert, WifiOff } from 'lucide-react';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Problem } from '@/api/problem';
import { useWords } from '@/language/language';
import { Button } from './button';
import styles from './note.module.css';
import { words } from './words';

const LOOKS = {
  danger: { icon: CircleAlert, style: styles.danger },
  warn: { icon: TriangleAlert, style: styles.warn },
  good: { icon: CircleCheck, style: styles.good },
  info: { icon: Info, style: undefined },
  offline: { icon: WifiOff, style: styles.warn },
};

interface NoteProps {
  look: keyof typeof LOOKS;
  title?: string;
  children?: ReactNode;
}

/** Something to know about what is on the page; what is wrong is told to screen readers at once. */
export function Note({ look, title, children }: NoteProps) {
  const { icon: Icon, style } = LOOKS[look];
  return (
    <div className={clsx(styles.note, style)} role={look === 'danger' ? 'alert' : 'status'}>
      <Icon size={20} aria-hidden />
      <div>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}

interface FailureProps {
  error: Error;
  onRetry?: (() => void) | undefined;
  /** Whether it was a write, of which nobody knows then whether it arrived. */
  write?: boolean;
}

/** Why something was not carried out, and what to do. */
export function Failure({ error, onRetry, write = false }: FailureProps) {
  const text = useWords(words);
  const isTold = error instanceof Problem;
  return (
    <Note look="danger" title={isTold ? error.title : text.unreachableTitle}>
      <p>{isTold ? error.message : write ? text.unreachableWrite : text.unreachable}</p>
      {isTold && error.requestId !== undefined && error.status >= 500 && (
        <p className={styles.reference}>{text.reference(error.requestId)}</p>
      )}
      {onRetry && <Button onClick={onRetry}>{text.retry}</Button>}
    </Note>
  );
}

/** Says of what is there already that it may be what this form has sent before. */
export function PerhapsSaved() {
  const text = useWords(words);
  return (
    <Note look="warn">
      <p>{text.perhapsSaved}</p>
    </Note>
  );
}

/** Stands where there could be something and is not. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <PackageOpen size={36} strokeWidth={1.5} aria-hidden />
      <p>{title}</p>
      {children}
    </div>
  );
}
