import { LIMITS } from '@/api/limits';
import { useWords } from '@/language/language';
import { TextField } from '@/ui/field';
import { words } from './words';

/** The name of an entry: up to 100 characters, one of them visible. */
export function NameField({ label, value }: { label: string; value?: string | undefined }) {
  const text = useWords(words);
  return (
    <TextField
      name="name"
      label={label}
      defaultValue={value ?? ''}
      required
      maxLength={LIMITS.name}
      autoComplete="off"
      validate={(typed) => (typed !== '' && typed.trim() === '' ? text.blank : undefined)}
    />
  );
}
