import { Progress } from '@base-ui/react/progress';
import { clsx } from 'clsx';
import { useLanguage, useWords } from '@/language/language';
import { Button } from '@/ui/button';
import styles from './import-progress.module.css';
import { words } from './run-words';
import type { Run } from './use-import';

/** How far the file is: bytes while it is sent, then rows where the API counts them. */
export function ImportProgress({ run, working }: { run: Run; working: string }) {
  const text = useWords(words);
  const { formats } = useLanguage();
  const { stage, done, of } = run.progress ?? { stage: 'sending' as const, done: 0, of: 0 };
  const value = of === 0 || (stage === 'working' && done === 0) ? null : (100 * done) / of;
  const label = stage === 'sending' ? text.stages.sending : working;
  const shown = (percent: string | null) => (stage === 'working' ? text.done(done, of) : (percent ?? ''));
  return (
    <div className={styles.running}>
      {/* Each stage is told once; the numbers are there for whoever asks for them. */}
      <p role="status" className={styles.stage}>
        {label}
      </p>
      <Progress.Root
        value={value}
        locale={formats.locale}
        getAriaValueText={(percent) => (value === null ? label : shown(percent))}
        className={clsx(styles.progress)}
      >
        <Progress.Label className="visually-hidden">{text.progress}</Progress.Label>
        <Progress.Track className={clsx(styles.track)}>
          <Progress.Indicator className={clsx(styles.indicator)} />
        </Progress.Track>
        <Progress.Value className={clsx(styles.value)}>
          {(percent) => value !== null && shown(percent)}
        </Progress.Value>
      </Progress.Root>
      <div>
        <Button autoFocus onClick={run.stop}>
          {text.stop}
        </Button>
      </div>
    </div>
  );
}
