import { inBoth } from '@/language/words';

export const words = inBoth(
  () => ({
    title: 'About',
    lead: 'Stock of the company: what there is, where it is, and every movement that made it so.',
    versions: 'Versions',
    page: 'Build of these pages',
    version: 'Version of the API',
    build: 'Build of the API',
    origin: 'The API answers at',
    time: 'Time zone of this device',
    help: 'Tell these to whoever looks after this application when something fails.',
    made: 'Made with',
    madeOf: 'React, TanStack Query and Router, Base UI, Lucide and D3, which their licences let anybody use.',
  }),
  () => ({
    title: 'Acerca de',
    lead: 'Existencias de la empresa: qué hay, dónde está y cada movimiento que lo explica.',
    versions: 'Versiones',
    page: 'Compilación de estas páginas',
    version: 'Versión de la API',
    build: 'Compilación de la API',
    origin: 'La API responde en',
    time: 'Zona horaria de este dispositivo',
    help: 'Indique estos datos a quien mantiene esta aplicación si algo falla.',
    made: 'Hecho con',
    madeOf: 'React, TanStack Query y Router, Base UI, Lucide y D3, de uso libre según sus licencias.',
  }),
);
