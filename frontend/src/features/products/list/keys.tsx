import { useWords } from '@/language/language';
import styles from './keys.module.css';
import { words } from './words';

/** Which keys do what in the list, for those who have a keyboard. */
export function Keys() {
  const { keys } = useWords(words);
  const told: [string[], string][] = [
    [['/'], keys.search],
    [['↑', '↓'], keys.move],
    [['↵'], keys.open],
    [['Esc'], keys.clear],
  ];
  return (
    <p className={styles.keys}>
      {told.map(([names, act]) => (
        <span key={act}>
          {names.map((name) => (
            <kbd key={name}>{name}</kbd>
          ))}
          {act}
        </span>
      ))}
    </p>
  );
}
