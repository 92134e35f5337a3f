import { inBoth } from '@/language/words';

/** What became of an attempt to record a movement. */
export const words = inBoth(
  () => ({
    short: 'There is not enough stock',
    shortMore: (there: string, asked: string) => `There are now ${there}; you asked for ${asked}.`,
    shortNone: 'There is nothing of it at this location now.',
    takeAll: (quantity: string) => `Record ${quantity} instead`,
    busy: 'Somebody else is changing this just now',
    busyMore: 'Nothing was recorded. Try again in a moment; what you typed is still here.',
    inactive: 'No longer in use',
    inactiveMore:
      'The product or the location was taken out of use, so stock cannot come in. Choose another.',
    gone: 'Something was deleted meanwhile',
    goneMore: 'The product or the location no longer exists, and nothing was recorded. Choose again.',
    reused: 'Your earlier attempt was recorded',
    reusedMore:
      'It had no answer, but it was saved, with other values than these. What stands here now was not recorded. Look at the history, then record this too if it is still needed.',
    reusedHistory: 'Look at the history',
    recordToo: 'Record this as well',
    signIn: 'Not recorded yet',
    signInMore: 'Your session had ended. What you typed is still here; record it again.',
    retry: 'Try again',
    uncertain: 'An attempt has had no answer',
    uncertainMore:
      'It is not known whether it was recorded. Record it again as it is: that writes it once. If you change it and the earlier attempt was saved, you will be told, and nothing is written twice.',
  }),
  () => ({
    short: 'No hay existencias suficientes',
    shortMore: (there, asked) => `Ahora hay ${there}; usted pidió ${asked}.`,
    shortNone: 'Ahora no queda nada en esta ubicación.',
    takeAll: (quantity) => `Registrar ${quantity} en su lugar`,
    busy: 'Otra persona lo está cambiando en este momento',
    busyMore: 'No se registró nada. Reinténtelo en un momento; lo que escribió sigue aquí.',
    inactive: 'Ya no está en uso',
    inactiveMore:
      'El producto o la ubicación dejó de estar en uso y no puede recibir existencias. Elija otro.',
    gone: 'Algo se eliminó mientras tanto',
    goneMore: 'El producto o la ubicación ya no existe y no se registró nada. Elija de nuevo.',
    reused: 'Su intento anterior sí se registró',
    reusedMore:
      'No tuvo respuesta, pero se guardó con otros valores. Lo que hay aquí ahora no se registró. Consulte el historial y registre también esto si todavía hace falta.',
    reusedHistory: 'Consultar el historial',
    recordToo: 'Registrar también esto',
    signIn: 'Todavía no se registró',
    signInMore: 'Su sesión había terminado. Lo que escribió sigue aquí; regístrelo de nuevo.',
    retry: 'Reintentar',
    uncertain: 'Un intento no tuvo respuesta',
    uncertainMore:
      'No se sabe si se registró. Vuelva a registrarlo tal como está: se guarda una sola vez. Si lo cambia y el intento anterior se guardó, se le avisará y nada se escribe dos veces.',
  }),
);
