import { useQueryClient } from '@tanstack/react-query';
import { useWords } from '@/language/language';
import { Dialog } from '@/ui/dialog';
import { setEnded } from './ended';
import { useUser } from './session';
import { SignInForm } from './sign-in-form';
import { words } from './words';

/** Asks for the password in front of the page when a session ends, so that what was typed stays in the page. */
export default function EndedDialog() {
  const text = useWords(words);
  const queries = useQueryClient();
  const user = useUser();
  return (
    <Dialog open onOpenChange={() => undefined} title={text.endedTitle} description={text.ended}>
      <SignInForm
        email={user.email}
        onSignedIn={(signedIn) => {
          setEnded(false);
          // What somebody else has typed and seen is not for this one.
          if (signedIn.id !== user.id) window.location.assign('/');
          else void queries.invalidateQueries();
        }}
      />
    </Dialog>
  );
}
