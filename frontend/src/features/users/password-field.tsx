import { LIMITS } from '@/api/limits';
import { useState } from 'react';
import { useWords } from '@/language/language';
import { TextField } from '@/ui/field';
import styles from './password-field.module.css';
import { words } from './words';

const SHORTEST = 12; // characters; the API knows more rules

/** A password for somebody else, which can be looked at to hand it over. */
export function PasswordField({ label }: { label: string }) {
  const text = useWords(words);
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.password}>
      <TextField
        name="password"
        label={label}
        description={text.passwordHint}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        spellCheck={false}
        required
        maxLength={LIMITS.password}
        validate={(typed) =>
          typed !== '' && Array.from(typed).length < SHORTEST ? text.passwordTooShort : undefined
        }
      />
      <label className={styles.show}>
        <input type="checkbox" checked={shown} onChange={({ target }) => setShown(target.checked)} />
        {text.show}
      </label>
    </div>
  );
}
