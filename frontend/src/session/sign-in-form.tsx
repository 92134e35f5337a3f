import { LIMITS } from '@/api/limits';
import { Form } from '@base-ui/react/form';
import { clsx } from 'clsx';
import type { User } from '@/api/shapes';
import { useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { Failure } from '@/ui/note';
import { useSignIn } from './session';
import styles from './sign-in-form.module.css';
import { words } from './words';

interface SignInFormProps {
  /** Who was signed in before, where that is known. */
  email?: string;
  onSignedIn: (user: User) => void;
}

/** E-mail address and password. */
export function SignInForm({ email = '', onSignedIn }: SignInFormProps) {
  const text = useWords(words);
  const signIn = useSignIn();
  return (
    <Form
      className={clsx(styles.form)}
      onFormSubmit={(values) => {
        signIn.mutate(
          { email: String(values.email), password: String(values.password) },
          { onSuccess: (user) => user && onSignedIn(user) },
        );
      }}
    >
      <TextField
        name="email"
        label={text.email}
        type="email"
        autoComplete="username"
        defaultValue={email}
        required
        maxLength={LIMITS.email}
      />
      <TextField
        name="password"
        label={text.password}
        type="password"
        autoComplete="current-password"
        required
        maxLength={LIMITS.password}
      />
      {signIn.error && <Failure error={signIn.error} />}
      <Button type="submit" look="primary" disabled={signIn.isPending}>
        {signIn.isPending ? text.signingIn : text.signIn}
      </Button>
    </Form>
  );
}
