import { inBoth } from '@/language/words';

export const words = inBoth(
  () => ({
    title: 'Import and export',
    lead: 'Lists from and for spreadsheet programs, as CSV files.',
    exportTitle: 'Export',
    exportMore: 'Each file holds the whole list, in UTF-8.',
    separator: 'Cells are separated by',
    separators: { comma: 'Commas', semicolon: 'Semicolons, with decimal commas' },
    exports: { products: 'Products', levels: 'Stock', movements: 'Movements' },
    exportOne: { products: 'Download products', levels: 'Download stock', movements: 'Download movements' },
  }),
  () => ({
    title: 'Importar y exportar',
    lead: 'Listas de hojas de cálculo y para ellas, en archivos CSV.',
    exportTitle: 'Exportar',
    exportMore: 'Cada archivo contiene la lista completa, en UTF-8.',
    separator: 'Las celdas se separan con',
    separators: { comma: 'Comas', semicolon: 'Puntos y comas, con coma decimal' },
    exports: { products: 'Productos', levels: 'Existencias', movements: 'Movimientos' },
    exportOne: {
      products: 'Descargar productos',
      levels: 'Descargar existencias',
      movements: 'Descargar movimientos',
    },
  }),
);
