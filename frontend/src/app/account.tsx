import { useNavigate } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '@/language/language';
import { useSignOut, useUser } from '@/session/session';
import { words as sessionWords } from '@/session/words';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/note';
import { presentLoss, type Loss } from '@/ui/unsaved';
import { Settings } from './settings';
import styles from './shell.module.css';
import { words } from './words';

// Nobody needs a dialog to see the first page.
const SignOutQuestion = lazy(() => import('./sign-out-question'));

/** Who is signed in, language and appearance, and the way out. */
export function Account() {
  const text = useWords(words);
  const { roles } = useWords(sessionWords);
  const user = useUser();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [asked, setAsked] = useState<{ loss: Loss; everywhere: boolean }>();
  const leave = (everywhere: boolean) => {
    // What would be lost has been asked about, and is not there any more.
    const toSignIn = () => navigate({ to: '/sign-in', ignoreBlocker: true });
    signOut.mutateAsync({ everywhere }).then(toSignIn, () => undefined); // the failure is shown below
  };
  const request = (everywhere: boolean) => {
    const loss = presentLoss();
    if (loss) setAsked({ loss, everywhere });
    else leave(everywhere);
  };
  return (
    <>
      <p className={styles.who}>
        <span className={styles.name}>{user.name}</span>
        <span className={styles.role}>{roles[user.role]}</span>
      </p>
      <Settings />
      {signOut.error && <Failure error={signOut.error} />}
      <div className={styles.outs}>
        <Button onClick={() => request(false)} disabled={signOut.isPending}>
          <LogOut size={18} aria-hidden />
          {text.signOut}
        </Button>
        <Button look="plain" onClick={() => request(true)} disabled={signOut.isPending}>
          {text.signOutEverywhere}
        </Button>
      </div>
      {asked && (
        <Suspense>
          <SignOutQuestion
            loss={asked.loss}
            onConfirm={() => leave(asked.everywhere)}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
