import { Button as BaseButton } from '@base-ui/react/button';
import { createLink } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface Look {
  /** How much it matters: one primary act at most on a page. */
  look?: 'primary' | 'danger' | 'plain' | 'usual' | undefined;
  /** Shows an icon alone, and then needs an `aria-label`. */
  icon?: boolean | undefined;
  /** For a row of a table. */
  small?: boolean | undefined;
}

const LOOKS = { primary: styles.primary, danger: styles.danger, plain: styles.plain, usual: undefined };

function classOf({ look = 'usual', icon, small }: Look, more: string | undefined): string {
  return clsx(styles.button, LOOKS[look], icon && styles.icon, small && styles.small, more);
}

type ButtonProps = Omit<ComponentProps<typeof BaseButton>, 'className'> & Look & { className?: string };

/** A button; while it is disabled it keeps the focus, so that nobody who uses the keyboard is lost. */
export function Button({ look, icon, small, className, ...rest }: ButtonProps) {
  return <BaseButton focusableWhenDisabled {...rest} className={classOf({ look, icon, small }, className)} />;
}

type AnchorProps = ComponentProps<'a'> & Look;

/** A link to a file or another site, in the looks of a button. */
export function Anchor({ look, icon, small, className, ...rest }: AnchorProps) {
  return <a {...rest} className={classOf({ look, icon, small }, className)} />;
}

/** A link to a page, in the looks of a button. */
export const ButtonLink = createLink(Anchor);
