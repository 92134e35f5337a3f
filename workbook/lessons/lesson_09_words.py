"""What the faults of lesson 9 are: what somebody did, and the thought behind it for whoever has not found it yet."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.lang import Text

DONE: Mapping[str, Text] = {
    "open-database": Text(
        en="the database lets every address of the internet in",
        es="la base de datos deja entrar a cualquier dirección de internet",
    ),
    "lost-route": Text(
        en="a public subnet has no way to the internet: its route serves a single address",
        es="una subred pública no tiene salida a internet: su ruta sirve a una sola dirección",
    ),
    "foreign-certificate": Text(
        en="CloudFront presents a certificate of another region",
        es="CloudFront presenta un certificado de otra región",
    ),
    "clear-http": Text(
        en="port 80 forwards requests in clear instead of redirecting them",
        es="el puerto 80 reenvía peticiones en claro en lugar de redirigirlas",
    ),
    "wrong-port": Text(
        en="the service registers a port that its container does not open",
        es="el servicio registra un puerto que su contenedor no abre",
    ),
    "no-grace": Text(
        en="new tasks get no grace period before they are judged",
        es="las tareas nuevas no tienen periodo de gracia antes de ser juzgadas",
    ),
    "plain-key": Text(
        en="a key stands as plain text in the environment of the container",
        es="una clave está como texto sin cifrar en el entorno del contenedor",
    ),
    "all-secrets": Text(
        en="the execution role may do everything with every secret of the account",
        es="el rol de ejecución puede hacer todo con todos los secretos de la cuenta",
    ),
    "no-memory-scaling": Text(
        en="the service does not scale on memory",
        es="el servicio no escala según la memoria",
    ),
    "huge-tasks": Text(
        en="the tasks are several times the size that the first users need",
        es="las tareas son varias veces mayores de lo que necesitan los primeros usuarios",
    ),
    "no-standby": Text(
        en="the database has no standby in another zone",
        es="la base de datos no tiene réplica en espera en otra zona",
    ),
    "no-backups": Text(
        en="the database keeps no backups",
        es="la base de datos no conserva copias de seguridad",
    ),
    "public-bucket": Text(
        en="everybody may read the bucket of the site, past CloudFront",
        es="cualquiera puede leer el bucket del sitio sin pasar por CloudFront",
    ),
    "mute-alarm": Text(
        en="an alarm rings and tells nobody",
        es="una alarma salta y no avisa a nadie",
    ),
}

HINTS: Mapping[str, Text] = {
    "open-database": Text(
        en="somebody opened the database to the world for a moment and left it so; a private subnet does not undo the "
        "rule, it only hides it until a route or an address appears",
        es="alguien abrió la base de datos al mundo por un momento y así quedó; una subred privada no anula la regla, "
        "solo la oculta hasta que aparezca una ruta o una dirección",
    ),
    "lost-route": Text(
        en="a subnet is not public because it is called so: a route for one address is no default route; compare where "
        "both public subnets send everything else",
        es="una subred no es pública porque se llame así: una ruta para una sola dirección no es la ruta por omisión; "
        "compare adónde envían todo lo demás las dos subredes públicas",
    ),
    "foreign-certificate": Text(
        en="a valid certificate is not enough: CloudFront takes certificates from one region alone, wherever the rest "
        "of the stack lies, and the stack of the edge has one there",
        es="no basta con un certificado válido: CloudFront solo toma certificados de una región, esté donde esté el "
        "resto, y la pila del borde tiene uno allí",
    ),
    "clear-http": Text(
        en="to offer HTTPS is not to demand it: whoever comes to the other port is still served, password and all, in "
        "clear",
        es="ofrecer HTTPS no es exigirlo: a quien llega por el otro puerto se le sirve igual, contraseña incluida, "
        "en claro",
    ),
    "wrong-port": Text(
        en="a request still ends at a closed door: the port under which the service registers its tasks is not the one "
        "on which the program listens",
        es="una petición todavía acaba ante una puerta cerrada: el puerto con el que el servicio registra sus tareas "
        "no es aquel en el que escucha el programa",
    ),
    "no-grace": Text(
        en="a program that is starting is not a sick one: without time before the first check counts, ECS kills tasks "
        "that would have been well a few seconds later",
        es="un programa que arranca no está en mal estado: sin un tiempo antes de que cuente la primera comprobación, "
        "ECS termina tareas que habrían estado sanas unos segundos después",
    ),
    "plain-key": Text(
        en="a private template is not a safe: whoever may look at a task definition reads what stands in its "
        "environment, and so does whoever reads the history of the repository",
        es="una plantilla privada no es una caja fuerte: quien puede ver una definición de tarea lee lo que hay en su "
        "entorno, y también quien lee la historia del repositorio",
    ),
    "all-secrets": Text(
        en="a narrow statement is undone by a wide one beside it: permissions add up, and somebody added all of them "
        "so that it works",
        es="una declaración ancha anula a la estrecha que tiene al lado: los permisos se suman, y alguien los añadió "
        "todos para que funcionara",
    ),
    "no-memory-scaling": Text(
        en="what is missing shows in no list: the service has policies, and none of them watches the one thing of "
        "which a full task dies at once",
        es="lo que falta no aparece en ninguna lista: el servicio tiene políticas, y ninguna vigila aquello cuya falta "
        "mata de inmediato a una tarea",
    ),
    "huge-tasks": Text(
        en="no rule is broken by a waste, so a green audit says nothing about it: look at what the first users cost, "
        "line by line",
        es="un derroche no incumple ninguna regla, así que una auditoría en verde no dice nada de él: mire cuánto "
        "cuestan los primeros usuarios, línea por línea",
    ),
    "no-standby": Text(
        en="a subnet group over two zones is only the permission to stand in both: without its switch the database "
        "stands in one",
        es="un grupo de subredes sobre dos zonas es solo el permiso para estar en ambas: sin su interruptor, la base "
        "de datos está en una",
    ),
    "no-backups": Text(
        en="a standby is no backup: it repeats a deleted row at once; a retention of zero days switches backups off",
        es="una réplica en espera no es una copia de seguridad: repite al instante una fila borrada; una retención de "
        "cero días desactiva las copias",
    ),
    "public-bucket": Text(
        en="that CloudFront reaches the bucket does not mean that nobody else does: a policy and a block both decide, "
        "and each has to be mended",
        es="que CloudFront llegue al bucket no significa que nadie más llegue: deciden la política y el bloqueo, y hay "
        "que arreglar los dos",
    ),
    "mute-alarm": Text(
        en="an alarm that exists is not one that is heard: look for the one without anybody to tell",
        es="una alarma que existe no es una alarma que se oye: busque la que no tiene a quién avisar",
    ),
}
