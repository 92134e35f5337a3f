import { Monitor, Moon, Sun } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import type { Language } from '@/language/formats';
import { useLanguage, useWords } from '@/language/language';
import styles from './settings.module.css';
import { chooseTheme, chosenTheme, type Theme } from './theme';
import { words } from './words';

const ICONS = { system: Monitor, light: Sun, dark: Moon };
const LANGUAGES: Record<Language, string> = { en: 'English', es: 'Español' };

/** Language and appearance, kept on this device. */
export function Settings() {
  const text = useWords(words);
  const { language, choose } = useLanguage();
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <div className={styles.choices}>
      <Choice
        label={text.language}
        value={language}
        onChoose={choose}
        options={(['en', 'es'] as const).map((value) => ({
          value,
          name: LANGUAGES[value],
          show: <span lang={value}>{LANGUAGES[value]}</span>,
        }))}
      />
      <Choice<Theme>
        label={text.theme}
        value={theme}
        onChoose={(chosen) => {
          chooseTheme(chosen);
          setTheme(chosen);
        }}
        options={(['system', 'light', 'dark'] as const).map((value) => {
          const Icon = ICONS[value];
          return { value, name: text.themes[value], show: <Icon size={18} aria-hidden /> };
        })}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string; show: ReactNode }[];
  onChoose: (value: Value) => void;
}

/** A few that exclude each other: the browser's own radio buttons, in the looks of one control. */
function Choice<Value extends string>({ label, value, options, onChoose }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.segments}>
        {options.map((option) => (
          <label key={option.value} className={styles.segment} title={option.name}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
              aria-label={option.name}
              className="visually-hidden"
            />
            {option.show}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
