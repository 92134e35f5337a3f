import { inBoth } from '@/language/words';

export const words = inBoth(
  () => ({
    product: 'Inventory',
    signIn: 'Sign in',
    signingIn: 'Signing in …',
    lead: 'Stock of the company: what there is, where it is, and every movement that made it so.',
    email: 'E-mail address',
    password: 'Password',
    endedTitle: 'Your session has ended',
    ended: 'Sign in again to go on. What you have typed is still here.',
    notAllowedTitle: 'This page is for other roles',
    notAllowed: (role: string, least: string) =>
      `It needs the role ${least} at least, and yours is ${role}. Ask an administrator if you need it.`,
    roles: { viewer: 'Viewer', clerk: 'Clerk', manager: 'Manager', admin: 'Admin' },
  }),
  () => ({
    product: 'Inventario',
    signIn: 'Iniciar sesión',
    signingIn: 'Iniciando sesión…',
    lead: 'Existencias de la empresa: qué hay, dónde está y cada movimiento que lo explica.',
    email: 'Correo electrónico',
    password: 'Contraseña',
    endedTitle: 'Su sesión ha terminado',
    ended: 'Inicie sesión de nuevo para continuar. Lo que ha escrito sigue aquí.',
    notAllowedTitle: 'Esta página es para otros roles',
    notAllowed: (role, least) =>
      `Requiere al menos el rol ${least} y el suyo es ${role}. Si la necesita, pida ayuda a un administrador.`,
    roles: { viewer: 'Lector', clerk: 'Almacenero', manager: 'Gestor', admin: 'Administrador' },
  }),
);
