import { Toast } from '@base-ui/react/toast';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '@/language/language';
import { Button } from './button';
import styles from './toast.module.css';
import { words } from './words';

/** Lets everything within it tell what has been done. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const text = useWords(words);
  return (
    <Toast.Provider timeout={6000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport aria-label={text.notifications} className={clsx(styles.viewport)}>
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const text = useWords(words);
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={clsx(styles.toast)}>
      <Toast.Content className={clsx(styles.content)}>
        <Toast.Title className={clsx(styles.title)} />
        <Toast.Description className={clsx(styles.description)} />
      </Toast.Content>
      <Toast.Close render={<Button look="plain" icon aria-label={text.close} />}>
        <X size={18} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}

/** Tells in a corner what has been done, for some seconds and to screen readers. */
export function useToast(): (title: string, description?: string) => void {
  const { add } = Toast.useToastManager();
  return (title, description) => void add({ title, description });
}
