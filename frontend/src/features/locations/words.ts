import { inBoth } from '@/language/words';

export const words = inBoth(
  () => ({
    title: 'Locations',
    lead: 'Warehouses, and places in them, where stock lies.',
    add: 'Add a location',
    empty: 'There are no locations yet. Stock needs one to lie at.',
    deactivation:
      'No more stock can be received there. What lies there can still be issued or moved, and you can reactivate it at any time.',
    addTitle: 'New location',
    editTitle: (code: string) => `Edit ${code}`,
    code: 'Code',
    codeHint: 'Capital letters, digits and . _ / -, such as MAD-01. It never changes later.',
    notCode:
      'Only capital letters A to Z, digits and . _ / - are accepted, beginning with a letter or a digit.',
    name: 'Name',
    taken: 'There is a location with this code already.',
    movements: 'Movements',
    movementsOf: (code: string) => `Movements of ${code}`,
  }),
  () => ({
    title: 'Ubicaciones',
    lead: 'Los almacenes, y los lugares en ellos, donde están las existencias.',
    add: 'Añadir una ubicación',
    empty: 'Todavía no hay ubicaciones. Las existencias necesitan una donde estar.',
    deactivation:
      'Allí ya no se podrán recibir existencias. Lo que hay se podrá retirar o trasladar y puede reactivarla cuando quiera.',
    addTitle: 'Nueva ubicación',
    editTitle: (code) => `Editar ${code}`,
    code: 'Código',
    codeHint: 'Mayúsculas, dígitos y . _ / -, por ejemplo MAD-01. Después no se podrá cambiar.',
    notCode:
      'Solo se aceptan mayúsculas de la A a la Z, dígitos y . _ / -, empezando por una letra o un dígito.',
    name: 'Nombre',
    taken: 'Ya existe una ubicación con este código.',
    movements: 'Movimientos',
    movementsOf: (code) => `Movimientos de ${code}`,
  }),
);
