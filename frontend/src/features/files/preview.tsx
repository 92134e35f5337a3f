import { useWords } from '@/language/language';
import { Table, type Column } from '@/ui/table';
import { words } from './choice-words';
import type { Glance } from './glance';

type Row = readonly string[];

interface PreviewProps {
  glance: Extract<Glance, { fault?: undefined }>;
}

/** The first rows as the browser reads them, so that a wrong file is seen before it is sent. */
export function Preview({ glance: { headings, rows, isWhole } }: PreviewProps) {
  const text = useWords(words);
  if (rows.length === 0) return <p>{text.noRows}</p>;
  const columns: Column<readonly [number, Row]>[] = headings.map((heading, place) => ({
    id: String(place),
    heading,
    cell: ([, row]) => row[place],
  }));
  return (
    <>
      <p>{isWhole ? text.previewAll(rows.length) : text.previewMore(rows.length)}</p>
      <Table
        bare
        caption={text.preview}
        columns={columns}
        rows={[...rows.entries()]}
        rowKey={([line]) => line}
      />
    </>
  );
}
