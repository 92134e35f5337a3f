import { inBoth } from '@/language/words';

/** The names of what the stock is about, the same on every page. */
export const words = inBoth(
  ({ plural }) => ({
    kinds: {
      receipt: 'Receipt',
      issue: 'Issue',
      transfer: 'Transfer',
      adjustment: 'Adjustment',
      count: 'Count',
    },
    units: {
      piece: 'Piece',
      box: 'Box',
      gram: 'Gram',
      millilitre: 'Millilitre',
      millimetre: 'Millimetre',
    },
    /** A quantity with its unit. */
    quantity: {
      piece: (n: number) => plural(n, { one: '# piece', other: '# pieces' }),
      box: (n: number) => plural(n, { one: '# box', other: '# boxes' }),
      gram: (n: number) => plural(n, { other: '# g' }),
      millilitre: (n: number) => plural(n, { other: '# ml' }),
      millimetre: (n: number) => plural(n, { other: '# mm' }),
    },
    active: 'Active',
    inactive: 'Inactive',
  }),
  ({ plural }) => ({
    kinds: {
      receipt: 'Entrada',
      issue: 'Salida',
      transfer: 'Traslado',
      adjustment: 'Ajuste',
      count: 'Recuento',
    },
    units: {
      piece: 'Pieza',
      box: 'Caja',
      gram: 'Gramo',
      millilitre: 'Mililitro',
      millimetre: 'Milímetro',
    },
    quantity: {
      piece: (n) => plural(n, { one: '# pieza', other: '# piezas' }),
      box: (n) => plural(n, { one: '# caja', other: '# cajas' }),
      gram: (n) => plural(n, { other: '# g' }),
      millilitre: (n) => plural(n, { other: '# ml' }),
      millimetre: (n) => plural(n, { other: '# mm' }),
    },
    active: 'Activo',
    inactive: 'Inactivo',
  }),
);
