import { inBoth } from '@/language/words';

/** What came, or would come, of the rows of a file. */
interface Outcome {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
}

export const words = inBoth(
  ({ plural, number }) => {
    const rows = (n: number) => plural(n, { one: '# row', other: '# rows' });
    const outcome = ({ created, changed, unchanged }: Outcome) =>
      [
        plural(created, { other: '# new' }),
        plural(changed, { other: '# changed' }),
        plural(unchanged, { other: '# unchanged' }),
      ].join(', ');
    return {
      check: 'Check the file',
      checkMore: 'Nothing is written yet; the answer says what the file would do.',
      stages: {
        sending: 'Sending the file …',
        checking: 'Checking the rows …',
        writing: 'Importing the rows …',
      },
      progress: 'Progress',
      done: (n: number, of: number) => `${number(n)} of ${rows(of)}`,
      stop: 'Stop',
      stopped: 'Stopped',
      stoppedMore:
        'Most likely nothing was written. To be sure, import the file again: it is written once, however often you send it.',
      checked: 'The file can be imported',
      outcome: (report: Outcome) => `${rows(report.rows)}: ${outcome(report)}.`,
      nothing: 'There is nothing to import: everything is there as the file says.',
      import: (n: number) => `Import ${rows(n)}`,
      importQuestion: (report: Outcome) => `Import ${rows(report.rows)}: ${outcome(report)}?`,
      importMeans: {
        products: 'All rows are written or none. Products that are not in the file stay as they are.',
        counts: 'All rows are written or none, and each one that differs is kept as a count in the ledger.',
      },
      importVerb: 'Import',
      imported: 'The file is imported',
      seeProducts: 'See the products',
      seeMovements: 'See the movements',
      rowsTitle: 'The file cannot be used yet',
      rowsMore: 'Nothing was written. Correct the file, then choose it again.',
      shown: (n: number, of: number) =>
        n < of
          ? `Showing ${number(n)} of ${number(of)} faults`
          : plural(of, { one: '# fault', other: '# faults' }),
      line: 'Line',
      column: 'Column',
      value: 'Value',
      message: 'What is expected',
      saveFaults: 'Download this list',
      faultsFile: 'faults.csv',
      leaveTitle: 'Leave while the file is being imported?',
      leave: 'It stops, and most likely nothing is written.',
    };
  },
  ({ plural, number }) => {
    const rows = (n: number) => plural(n, { one: '# fila', other: '# filas' });
    const outcome = ({ created, changed, unchanged }: Outcome) =>
      [
        plural(created, { one: '# nueva', other: '# nuevas' }),
        plural(changed, { one: '# modificada', other: '# modificadas' }),
        plural(unchanged, { other: '# sin cambios' }),
      ].join(', ');
    return {
      check: 'Comprobar el archivo',
      checkMore: 'Todavía no se guarda nada; la respuesta dice qué haría el archivo.',
      stages: {
        sending: 'Enviando el archivo…',
        checking: 'Comprobando las filas…',
        writing: 'Importando las filas…',
      },
      progress: 'Progreso',
      done: (n, of) => `${number(n)} de ${rows(of)}`,
      stop: 'Detener',
      stopped: 'Detenido',
      stoppedMore:
        'Lo más probable es que no se guardara nada. Para estar seguro, importe el archivo de nuevo: se guarda una sola vez, aunque lo envíe varias veces.',
      checked: 'El archivo se puede importar',
      outcome: (report) => `${rows(report.rows)}: ${outcome(report)}.`,
      nothing: 'No hay nada que importar: todo está ya como dice el archivo.',
      import: (n) => `Importar ${rows(n)}`,
      importQuestion: (report) => `¿Importar ${rows(report.rows)}: ${outcome(report)}?`,
      importMeans: {
        products:
          'Se guardan todas las filas o ninguna. Los productos que no están en el archivo quedan como están.',
        counts:
          'Se guardan todas las filas o ninguna, y cada una que difiere queda registrada como recuento en los movimientos.',
      },
      importVerb: 'Importar',
      imported: 'El archivo se ha importado',
      seeProducts: 'Ver los productos',
      seeMovements: 'Ver los movimientos',
      rowsTitle: 'El archivo todavía no se puede usar',
      rowsMore: 'No se guardó nada. Corrija el archivo y elíjalo de nuevo.',
      shown: (n, of) =>
        n < of
          ? `Se muestran ${number(n)} de ${number(of)} errores`
          : plural(of, { one: '# error', other: '# errores' }),
      line: 'Línea',
      column: 'Columna',
      value: 'Valor',
      message: 'Qué se espera',
      saveFaults: 'Descargar esta lista',
      faultsFile: 'errores.csv',
      leaveTitle: '¿Salir mientras se importa el archivo?',
      leave: 'Se detendrá y lo más probable es que no se guarde nada.',
    };
  },
);
