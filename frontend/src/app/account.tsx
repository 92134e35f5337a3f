import { useNavigate } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { useWords } from '@/language/language';
import { useSignOut, useUser } from '@/session/session';
import { words as sessionWords } from '@/session/words';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/note';
import { Settings } from './settings';
import styles from './shell.module.css';
import { words } from './words';

/** Who is signed in, language and appearance, and the way out. */
export function Account() {
  const text = useWords(words);
  const { roles } = useWords(sessionWords);
  const user = useUser();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const leave = (everywhere: boolean) => {
    signOut.mutate({ everywhere }, { onSuccess: () => void navigate({ to: '/sign-in' }) });
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
        <Button onClick={() => leave(false)} disabled={signOut.isPending}>
          <LogOut size={18} aria-hidden />
          {text.signOut}
        </Button>
        <Button look="plain" onClick={() => leave(true)} disabled={signOut.isPending}>
          {text.signOutEverywhere}
        </Button>
      </div>
    </>
  );
}
