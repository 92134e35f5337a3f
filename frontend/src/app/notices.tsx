import { onlineManager } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useSyncExternalStore } from 'react';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import styles from './shell.module.css';
import { useNewVersion } from './new-version';
import { words } from './words';

/** What concerns every page: no connection, a new version. */
export function Notices() {
  const text = useWords(words);
  const online = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  const newVersion = useNewVersion();
  return (
    <div className={styles.notices} role="status">
      {!online && (
        <div className={styles.notice}>
          <strong>{text.offlineTitle}.</strong> {text.offline}
        </div>
      )}
      {newVersion && (
        <div className={clsx(styles.notice, styles.news)}>
          {text.newVersion}
          <Button onClick={() => window.location.reload()}>{text.reload}</Button>
        </div>
      )}
    </div>
  );
}
