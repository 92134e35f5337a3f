import { inBoth } from '@/language/words';

/** What the field says in which a product is looked for. */
export const words = inBoth(
  ({ plural }) => ({
    hint: 'SKU, name or barcode',
    searching: 'Searching …',
    found: (n: number) => plural(n, { one: '# product found', other: '# products found' }),
    foundMany: (n: number) => plural(n, { other: 'The first # products; type more to narrow them down' }),
    nothing: 'No product matches this.',
    searchFailed: 'The search did not work; the server cannot be reached.',
    clear: 'Clear the product',
    open: 'Show products',
    unknownBarcode: (code: string) => `No product has the barcode ${code}.`,
    unknownProduct: (typed: string) => `No product matches “${typed}”.`,
    several: 'Several products match; choose one from the list.',
    notReached: 'The product could not be looked up. Check the connection, then scan or type it again.',
    gone: 'The product that was chosen does not exist; choose another.',
    required: 'Choose a product.',
  }),
  ({ plural }) => ({
    hint: 'SKU, nombre o código de barras',
    searching: 'Buscando…',
    found: (n) => plural(n, { one: '# producto encontrado', other: '# productos encontrados' }),
    foundMany: (n) => plural(n, { other: 'Los primeros # productos; escriba más para acotarlos' }),
    nothing: 'Ningún producto coincide.',
    searchFailed: 'No se pudo buscar; no se puede contactar con el servidor.',
    clear: 'Quitar el producto',
    open: 'Mostrar productos',
    unknownBarcode: (code) => `Ningún producto tiene el código de barras ${code}.`,
    unknownProduct: (typed) => `Ningún producto coincide con «${typed}».`,
    several: 'Coinciden varios productos; elija uno de la lista.',
    notReached: 'No se pudo buscar el producto. Compruebe la conexión y vuelva a escanearlo o a escribirlo.',
    gone: 'El producto elegido no existe; elija otro.',
    required: 'Elija un producto.',
  }),
);
