import { inBoth } from '@/language/words';

/** What a movement would make of the stock. Quantities come with their unit: `12 pieces`. */
export const words = inBoth(
  () => ({
    looksScanned:
      'This looks like a barcode. If it is the quantity, press the button; else correct it, and scan in the field for the product.',
    here: (quantity: string) => `${quantity} here now.`,
    stockUnknown: 'How much there is could not be loaded.',
    tooFew: (quantity: string) => `There are only ${quantity} here.`,
    none: 'There is nothing of it here.',
    left: (quantity: string) => `Then ${quantity} here.`,
    moved: (here: string, there: string) => `Then ${here} here and ${there} there.`,
    becomes: (before: string, after: string) => `From ${before} to ${after}.`,
    asBooked: 'As booked.',
    fewer: (quantity: string, isCounted: boolean) =>
      `${quantity} ${isCounted ? 'fewer' : 'less'} than booked.`,
    more: (quantity: string) => `${quantity} more than booked.`,
  }),
  () => ({
    looksScanned:
      'Parece un código de barras. Si es la cantidad, pulse el botón; si no, corríjala y escanee en el campo del producto.',
    here: (quantity) => `Aquí hay ${quantity} ahora.`,
    stockUnknown: 'No se pudo cargar cuánto hay.',
    tooFew: (quantity) => `Aquí solo hay ${quantity}.`,
    none: 'Aquí no hay existencias.',
    left: (quantity) => `Después habrá ${quantity} aquí.`,
    moved: (here, there) => `Después habrá ${here} aquí y ${there} allí.`,
    becomes: (before, after) => `De ${before} a ${after}.`,
    asBooked: 'Igual que lo registrado.',
    fewer: (quantity) => `${quantity} menos de lo registrado.`,
    more: (quantity) => `${quantity} más de lo registrado.`,
  }),
);
