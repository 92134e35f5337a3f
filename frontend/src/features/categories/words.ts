import { inBoth } from '@/language/words';

export const words = inBoth(
  () => ({
    title: 'Categories',
    lead: 'Kinds of products, by which lists are narrowed down.',
    add: 'Add a category',
    empty: 'There are no categories yet.',
    addTitle: 'New category',
    addMore: 'A category keeps its name for good.',
    name: 'Name',
    taken: 'There is a category with this name already.',
  }),
  () => ({
    title: 'Categorías',
    lead: 'Clases de productos, por las que se acotan las listas.',
    add: 'Añadir una categoría',
    empty: 'Todavía no hay categorías.',
    addTitle: 'Nueva categoría',
    addMore: 'Una categoría conserva su nombre para siempre.',
    name: 'Nombre',
    taken: 'Ya existe una categoría con este nombre.',
  }),
);
