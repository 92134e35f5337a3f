"""What is said of the acts of an acceptance test, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.lang import Text

NOTHING = Text(
    en="nothing is deployed that could be verified, expected the service and the edge; deploy first with: workbook "
    "deploy",
    es="no hay nada desplegado que verificar, se esperaban el servicio y el borde; despliegue antes con: workbook "
    "deploy",
)
_WHOSE = {"pages": Text(en="pages", es="páginas"), "api": Text(en="API", es="API")}


def _each(text: Text) -> Mapping[str, Text]:
    return {name: text.format(whose=whose) for name, whose in _WHOSE.items()}


TRY_REDIRECT = _each(Text(en="{whose}: HTTP leads to HTTPS", es="{whose}: HTTP lleva a HTTPS"))
TRY_TLS = _each(Text(en="{whose}: TLS is new enough", es="{whose}: TLS es bastante nuevo"))
TRY_CERTIFICATE = _each(Text(en="{whose}: certificate for the name", es="{whose}: certificado para el nombre"))
TRY_HEADERS = Text(en="pages: protecting headers", es="páginas: cabeceras que protegen")
TRY_DEEP_LINK = Text(en="pages: a deep link opens", es="páginas: un enlace profundo se abre")
TRY_MISSING = Text(en="pages: a missing file is missing", es="páginas: un archivo que falta, falta")
TRY_TASKS = Text(en="database: tasks reach it", es="base de datos: las tareas llegan a ella")
TRY_CLOSED = Text(en="database: nobody else reaches it", es="base de datos: nadie más llega a ella")
TRY_LOGS = Text(en="logs: a request is found by its number", es="registros: una petición se halla por su número")
TRY_ALARM = Text(en="alarm: reaches its topic", es="alarma: llega a su tema")
TRY_SIGN_IN = Text(en="inventory: sign in", es="inventario: iniciar sesión")
TRY_MOVEMENT = Text(en="inventory: move stock in and out", es="inventario: entrada y salida de existencias")
TRY_VERIFIER = Text(en="inventory: the account of the verifier", es="inventario: la cuenta de quien verifica")

REDIRECT = Text(en="{status} to {target}", es="{status} a {target}")
NO_REDIRECT = Text(
    en="got {status} to {target}, expected 301 or 308 to the same path with https; look at the listener of port 80 and "
    "at the policy of the distribution",
    es="se recibió {status} a {target}, se esperaba 301 o 308 a la misma ruta con https; mire el agente de escucha del "
    "puerto 80 y la política de la distribución",
)
TLS = Text(en="{version}, and nothing before 1.2", es="{version}, y nada anterior a 1.2")
OLD_TLS = Text(
    en="{version} is spoken, expected 1.2 or later alone; set a newer policy of security",
    es="se habla {version}, se esperaba solo 1.2 o posterior; ponga una política de seguridad más nueva",
)
CERTIFICATE = Text(en="trusted, for {names}", es="de confianza, para {names}")
NO_CERTIFICATE = Text(
    en="the certificate names no host, expected {name}; look at the certificate of the listener or the distribution",
    es="el certificado no nombra ningún host, se esperaba {name}; mire el certificado del agente de escucha o "
    "de la distribución",
)
HEADERS = Text(
    en="{count} headers, and the policy lets pages ask {api}",
    es="{count} cabeceras, y la política permite a las páginas preguntar a {api}",
)
NO_HEADERS = Text(
    en="the page comes without {missing}; look at the response headers policy of the distribution",
    es="la página llega sin {missing}; mire la política de cabeceras de respuesta de la distribución",
)
POLICY_FORBIDS = Text(
    en="the policy of the page does not let it ask {api}: {policy}",
    es="la política de la página no le permite preguntar a {api}: {policy}",
)
DEEP_LINK = Text(en="{path} gives the page, {kept}", es="{path} da la página, {kept}")
OTHER_PAGE = Text(
    en="{path} gives another page than /; look at the function of the distribution",
    es="{path} da otra página que /; mire la función de la distribución",
)
KEPT = Text(
    en="the page may be kept ({kept}), so that browsers miss the next release; upload it with no-cache",
    es="la página puede guardarse ({kept}), así que los navegadores no verán la próxima entrega; súbala con no-cache",
)
MISSING = Text(en="{path} gives 404", es="{path} da 404")
STATUS = Text(
    en="{path} gives {status}, expected {expected}",
    es="{path} da {status}, se esperaba {expected}",
)
READY = Text(en="{path} says that it is ready", es="{path} dice que está lista")
REFUSED = Text(
    en="{path} answered {status}: {said}; its log says more: workbook logs",
    es="{path} respondió {status}: {said}; su registro dice más: workbook logs",
)
PUBLIC = Text(
    en="the database {name} has a public address; set PubliclyAccessible to false",
    es="la base de datos {name} tiene una dirección pública; ponga PubliclyAccessible en false",
)
REACHED = Text(
    en="the database {name} answers from here at {address}:{port}, expected tasks alone to reach it; look at its "
    "security group",
    es="la base de datos {name} responde desde aquí en {address}:{port}, se esperaba que solo llegaran las tareas; "
    "mire su grupo de seguridad",
)
UNREACHED = Text(
    en="no public address, and no connection from here",
    es="sin dirección pública, y sin conexión desde aquí",
)
OPEN_HERE = Text(
    en="this machine has no networks of its own: security groups are kept and not enforced, so whoever knows the "
    "password reaches the database from here; the template is proved with: workbook audit",
    es="esta máquina no tiene redes propias: los grupos de seguridad se guardan y no se aplican, así que quien conoce "
    "la contraseña llega desde aquí a la base de datos; la plantilla se prueba con: workbook audit",
)
LINE = Text(en="request {number} is in {log}", es="la petición {number} está en {log}")
NO_NUMBER = Text(
    en="{path} answered {status} without X-Request-Id, so nothing can be looked for",
    es="{path} respondió {status} sin X-Request-Id, así que no hay nada que buscar",
)
NO_LINE = Text(
    en="no line with request {number} within {seconds} s; look at the log configuration of the task definition",
    es="ninguna línea con la petición {number} en {seconds} s; mire la configuración de registro de la definición de "
    "tarea",
)
HEARD = Text(
    en="{alarm} was raised on purpose and told {topic}; its subscriptions: {confirmed} confirmed, {pending} not yet",
    es="{alarm} se provocó a propósito y avisó a {topic}; sus suscripciones: {confirmed} confirmadas, {pending} sin "
    "confirmar",
)
NOT_HEARD = Text(
    en="{alarm} was raised, and did not tell {topic} within {seconds} s; look at its actions and at the policy of the "
    "topic and its key",
    es="{alarm} se provocó, y no avisó a {topic} en {seconds} s; mire sus acciones y la política del tema y su clave",
)
NO_ALARM = Text(
    en="no alarm over one metric tells a topic",
    es="ninguna alarma sobre una métrica avisa a un tema",
)
NOT_ASKED_FOR = Text(en="left out, by --no-writes", es="no se hizo, por --no-writes")
SIGNED_IN = Text(en="as {email}", es="como {email}")
MOVED = Text(
    en="one piece of {sku} in and out: {before}, {after}, {before}",
    es="una pieza de {sku} entró y salió: {before}, {after}, {before}",
)
WRONG_BALANCE = Text(
    en="balances after one piece in and one out are {balances}, expected the first to be one more than the second",
    es="los saldos tras una entrada y una salida son {balances}, se esperaba el primero uno mayor que el segundo",
)
NO_VERIFIER = Text(
    en="the task that should {act} the account of the verifier ended with code {code}: {said}",
    es="la tarea de la cuenta de quien verifica ({act}) terminó con el código {code}: {said}",
)
