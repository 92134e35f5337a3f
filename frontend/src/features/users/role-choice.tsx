import type { Role } from '@/api/shapes';
import { useWords } from '@/language/language';
import { ROLES } from '@/session/session';
import { words as sessionWords } from '@/session/words';
import { OptionGroup } from '@/ui/option-group';
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
  return (
    <OptionGroup
      legend={text.role}
      value={value}
      options={ROLES.map((role) => ({ value: role, name: roles[role], more: text.may[role] }))}
      onChoose={onChoose}
      disabled={fixed !== undefined}
      note={fixed}
    />
  );
}
