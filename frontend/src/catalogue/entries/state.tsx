import { useWords } from '@/language/language';
import { Badge } from '@/ui/badge';
import { words } from '../words';

/** Whether an entry is in use. */
export function State({ active }: { active: boolean }) {
  const text = useWords(words);
  return <Badge look={active ? 'good' : 'usual'}>{active ? text.active : text.inactive}</Badge>;
}
