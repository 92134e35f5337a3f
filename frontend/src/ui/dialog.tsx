import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { useWords } from '@/language/language';
import { Button } from './button';
import styles from './dialog.module.css';
import { words } from './words';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Whether a click beside it leaves it open, as is right where there is typed work in it. */
  keepOnClickOutside?: boolean;
}

/** A form or a question in front of the page. */
export function Dialog({ title, description, children, keepOnClickOutside = true, ...state }: DialogProps) {
  return (
    <BaseDialog.Root {...state} disablePointerDismissal={keepOnClickOutside}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={clsx(styles.backdrop)} />
        <BaseDialog.Popup className={clsx(styles.popup)}>
          <BaseDialog.Title className={clsx(styles.title)}>{title}</BaseDialog.Title>
          {description !== undefined && (
            <BaseDialog.Description className={clsx(styles.description)}>
              {description}
            </BaseDialog.Description>
          )}
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The acts at the end of a dialog or form. */
export function Acts({ children }: { children: ReactNode }) {
  return <div className={styles.acts}>{children}</div>;
}

interface ConfirmationProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: ReactNode;
  /** The verb of the act, such as `Deactivate`. */
  confirm: string;
  onConfirm: () => void;
  /** Whether it takes something away, which red says too. */
  look?: 'danger' | 'primary';
}

/** Asks once before something that is hard to take back. */
export function Confirmation({
  title,
  description,
  confirm,
  onConfirm,
  look = 'danger',
  ...state
}: ConfirmationProps) {
  const text = useWords(words);
  return (
    <AlertDialog.Root {...state}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={clsx(styles.backdrop)} />
        <AlertDialog.Popup className={clsx(styles.popup)}>
          <AlertDialog.Title className={clsx(styles.title)}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={clsx(styles.description)}>
            {description}
          </AlertDialog.Description>
          <Acts>
            <AlertDialog.Close render={<Button />}>{text.cancel}</AlertDialog.Close>
            <AlertDialog.Close render={<Button look={look} />} onClick={onConfirm}>
              {confirm}
            </AlertDialog.Close>
          </Acts>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
