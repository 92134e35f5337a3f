import { useId } from 'react';
import type { Role } from '@/api/shapes';
import { useWords } from '@/language/language';
import { ROLES } from '@/session/session';
import { words as sessionWords } from '@/session/words';
import styles from './role-choice.module.css';
import { words } from './words';

interface RoleChoiceProps {
  value: Role;
  onChoose: (role: Role) => void;
  /** Why it cannot be chosen, where it cannot. */
  fixed?: string | undefined;
}

/** One of the roles, each with a sentence of what it may do. */
export function RoleChoice({ value, onChoose, fixed }: RoleChoiceProps) {
  const text = useWords(words);
  const { roles } = useWords(sessionWords);
  const id = useId();
  return (
    <fieldset className={styles.roles} aria-describedby={fixed === undefined ? undefined : `${id}-fixed`}>
      <legend className={styles.legend}>{text.role}</legend>
      {fixed !== undefined && (
        <p id={`${id}-fixed`} className={styles.fixed}>
          {fixed}
        </p>
      )}
      {ROLES.map((role) => (
        <label key={role} className={styles.role}>
          <input
            type="radio"
            name={`${id}-role`}
            value={role}
            checked={role === value}
            disabled={fixed !== undefined}
            onChange={() => onChoose(role)}
            aria-label={roles[role]}
            aria-describedby={`${id}-${role}`}
          />
          <span className={styles.name}>{roles[role]}</span>
          <span id={`${id}-${role}`} className={styles.may}>
            {text.may[role]}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
