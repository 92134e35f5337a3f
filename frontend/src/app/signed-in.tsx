import { useIsSignedIn } from '@/session/session';
import { WaitingPage } from './failure-pages';
import { Shell } from './shell';

/** The pages behind the sign-in, until somebody signs out and the way to the sign-in page begins. */
export function SignedIn() {
  return useIsSignedIn() ? <Shell /> : <WaitingPage />;
}
