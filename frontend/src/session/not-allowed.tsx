import type { ReactNode } from 'react';
import type { Role } from '@/api/shapes';
import { useWords } from '@/language/language';
import { Note } from '@/ui/note';
import { useMay, useUser } from './session';
import { words } from './words';

/** Shows a page to a role and those above it, and says to others why it does not. */
export function OnlyFor({ least, children }: { least: Role; children: ReactNode }) {
  const text = useWords(words);
  const { role } = useUser();
  if (useMay(least)) return children;
  return (
    <Note look="warn" title={text.notAllowedTitle}>
      <p>{text.notAllowed(text.roles[role], text.roles[least])}</p>
    </Note>
  );
}
