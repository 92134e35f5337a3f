import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './badge.module.css';

interface BadgeProps {
  look?: 'good' | 'warn' | 'danger' | 'accent' | 'usual';
  children: ReactNode;
}

/** A state in a word; the word says it, the colour helps. */
export function Badge({ look = 'usual', children }: BadgeProps) {
  return <span className={clsx(styles.badge, look !== 'usual' && styles[look])}>{children}</span>;
}
