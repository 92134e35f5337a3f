import { Download } from 'lucide-react';
import type { Fault } from '@/api/problem';
import { separatorOf } from '@/catalogue/export-link';
import { useLanguage, useWords } from '@/language/language';
import { Button } from '@/ui/button';
import { Table, type Column } from '@/ui/table';
import { csvOf, saveFile } from './csv';
import styles from './files.module.css';
import { words } from './run-words';

interface FaultTableProps {
  faults: readonly Fault[];
  /** How many there are in all; the API tells the first of them. */
  total: number;
}

/** What is wrong in which line, also as a file to work through beside the spreadsheet. */
export function FaultTable({ faults, total }: FaultTableProps) {
  const text = useWords(words);
  const { language, formats } = useLanguage();
  const lineOf = ({ line }: Fault) => (line === undefined ? '' : String(line));
  const columns: Column<readonly [number, Fault]>[] = [
    {
      id: 'line',
      heading: text.line,
      number: true,
      cell: ([, { line }]) => line !== undefined && formats.number(line),
    },
    { id: 'column', heading: text.column, cell: ([, { column }]) => column },
    { id: 'value', heading: text.value, cell: ([, { value }]) => value },
    { id: 'message', heading: text.message, cell: ([, { message }]) => message },
  ];
  const save = () => {
    const headings = [text.line, text.column, text.value, text.message];
    const rows = faults.map((fault) => [
      lineOf(fault),
      fault.column ?? '',
      fault.value ?? '',
      fault.message ?? '',
    ]);
    saveFile(text.faultsFile, csvOf([headings, ...rows], separatorOf(language)));
  };
  return (
    <>
      <div className={styles.acts}>
        <p>{text.shown(faults.length, total)}</p>
        <Button small onClick={save}>
          <Download size={16} aria-hidden />
          {text.saveFaults}
        </Button>
      </div>
      <Table
        caption={text.rowsTitle}
        columns={columns}
        rows={[...faults.entries()]}
        rowKey={([place]) => place}
        stacks
      />
    </>
  );
}
