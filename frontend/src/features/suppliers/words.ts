import { inBoth } from '@/language/words';

export const words = inBoth(
  () => ({
    title: 'Suppliers',
    lead: 'The companies that products come from.',
    add: 'Add a supplier',
    empty: 'There are no suppliers yet.',
    deactivation:
      'It is no longer offered for products. The products that have it keep it, and you can reactivate it at any time.',
    addTitle: 'New supplier',
    editTitle: (name: string) => `Edit ${name}`,
    name: 'Name',
    email: 'E-mail address',
    notAddress: 'Enter an e-mail address, such as name@example.com.',
    phone: 'Phone',
    notPhone: 'Only digits, spaces and + ( ) - are accepted.',
    taken: 'There is a supplier with this name already.',
  }),
  () => ({
    title: 'Proveedores',
    lead: 'Las empresas de las que vienen los productos.',
    add: 'Añadir un proveedor',
    empty: 'Todavía no hay proveedores.',
    deactivation:
      'Ya no se ofrecerá para productos. Los productos que lo tienen lo conservan y puede reactivarlo cuando quiera.',
    addTitle: 'Nuevo proveedor',
    editTitle: (name) => `Editar ${name}`,
    name: 'Nombre',
    email: 'Correo electrónico',
    notAddress: 'Introduzca un correo electrónico, por ejemplo nombre@example.com.',
    phone: 'Teléfono',
    notPhone: 'Solo se aceptan dígitos, espacios y + ( ) -.',
    taken: 'Ya existe un proveedor con este nombre.',
  }),
);
