import { Boxes } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTitle, useWords } from '@/language/language';
import { SignInForm } from '@/session/sign-in-form';
import { words } from '@/session/words';
import styles from './sign-in-page.module.css';

interface SignInPageProps {
  onSignedIn: () => void;
  /** Language and appearance, which are chosen before anybody is known. */
  settings: ReactNode;
}

/** The way in. */
export function SignInPage({ onSignedIn, settings }: SignInPageProps) {
  const text = useWords(words);
  useTitle(text.signIn);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <Boxes size={28} aria-hidden />
          {text.product}
        </p>
        <h1>{text.signIn}</h1>
        <p className={styles.lead}>{text.lead}</p>
        <SignInForm onSignedIn={onSignedIn} />
      </div>
      <div className={styles.settings}>{settings}</div>
    </main>
  );
}
