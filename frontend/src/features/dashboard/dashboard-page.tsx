import { Plus } from 'lucide-react';
import { useWords } from '@/language/language';
import { useMay, useUser } from '@/session/session';
import { ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';
import { Activity } from './activity';
import { ByLocation } from './by-location';
import styles from './dashboard-page.module.css';
import { Figures } from './figures';
import { Latest } from './latest';
import { LowStock } from './low-stock';
import { words } from './words';

/** What somebody wants to know first in the morning. */
export function DashboardPage() {
  const text = useWords(words);
  const { name } = useUser();
  return (
    <Page title={text.title} lead={text.greeting(name)} acts={useMay('clerk') && <Record />}>
      <Figures />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Activity />
          <LowStock />
        </div>
        <div className={styles.column}>
          <Latest />
          <ByLocation />
        </div>
      </div>
    </Page>
  );
}

function Record() {
  const text = useWords(words);
  return (
    <ButtonLink look="primary" to="/movements/new/$kind" params={{ kind: 'receipt' }}>
      <Plus size={18} aria-hidden />
      {text.record}
    </ButtonLink>
  );
}
