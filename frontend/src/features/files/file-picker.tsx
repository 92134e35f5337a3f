import { FileUp } from 'lucide-react';
import { clsx } from 'clsx';
import { useEffect, useState, type ReactNode } from 'react';
import { useWords } from '@/language/language';
import button from '@/ui/button.module.css';
import { words } from './choice-words';
import styles from './file-picker.module.css';

interface FilePickerProps {
  file: File | undefined;
  onChoose: (file: File) => void;
  disabled: boolean;
  /** Stands beside the button. */
  children: ReactNode;
}

/** Takes a file from the browser's own dialog, or by dropping it. */
export function FilePicker({ file, onChoose, disabled, children }: FilePickerProps) {
  const text = useWords(words);
  const [isOver, setOver] = useState(false);
  useNoAccidentalDrop();
  const choose = (files: FileList | null) => {
    const [first] = files ?? [];
    if (first && !disabled) onChoose(first);
  };
  return (
    <div
      className={clsx(styles.zone, isOver && !disabled && styles.over)}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={({ dataTransfer }) => {
        setOver(false);
        choose(dataTransfer.files);
      }}
    >
      <div className={styles.choice}>
        <label className={clsx(button.button, styles.label)} data-disabled={disabled ? '' : undefined}>
          <FileUp size={18} aria-hidden />
          {file ? text.chooseOther : text.choose}
          <input
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            className="visually-hidden"
            disabled={disabled}
            // So that the same file, once corrected, can be chosen again.
            onClick={({ currentTarget }) => (currentTarget.value = '')}
            onChange={({ currentTarget }) => choose(currentTarget.files)}
          />
        </label>
        <span className={styles.hint}>{text.drop}</span>
      </div>
      {children}
    </div>
  );
}

/** A file that is dropped beside the zone must not replace the application. */
function useNoAccidentalDrop() {
  useEffect(() => {
    const keep = (event: DragEvent) => event.preventDefault();
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);
}
