import { useWords } from '@/language/language';
import { Dialog } from '@/ui/dialog';
import { Account } from './account';
import { PlaceLinks, type Place } from './navigation';
import styles from './shell.module.css';
import { words } from './words';

/** On a phone: the places that have no tab, and the account. */
export default function MoreSheet({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const text = useWords(words);
  return (
    <Dialog open onOpenChange={onClose} title={text.more} keepOnClickOutside={false}>
      <PlaceLinks places={places} onFollow={onClose} />
      <div className={styles.account}>
        <Account />
      </div>
    </Dialog>
  );
}
