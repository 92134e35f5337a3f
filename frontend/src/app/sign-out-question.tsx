import { useWords } from '@/language/language';
import { Confirmation } from '@/ui/dialog';
import type { Loss } from '@/ui/unsaved';
import { words } from './words';

interface SignOutQuestionProps {
  loss: Loss;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once before somebody signs out of a page on which something would be lost. */
export default function SignOutQuestion({ loss, onConfirm, onClose }: SignOutQuestionProps) {
  const { signOut } = useWords(words);
  return <Confirmation open onOpenChange={onClose} {...loss} confirm={signOut} onConfirm={onConfirm} />;
}
