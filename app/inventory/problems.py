"""What can go wrong, as kinds of problems with a sentence each: what is wrong, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from inventory.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the name that programs tell it by, the status of the answer, title and sentence."""

    name: str
    status: int
    title: Text
    detail: Text
    retry_after: int | None = None  # seconds


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """A request that cannot be carried out; nothing was written."""

    def __init__(self, kind: Kind, **values: object) -> None:
        super().__init__(kind.detail.say("en", **values))
        self.kind = kind
        self.values = values


SIGN_IN = Kind(
    "sign-in-required",
    401,
    Text(en="Nobody is signed in", es="Nadie ha iniciado sesión"),
    Text(
        en="This needs a signed-in user, and the request carries no valid session; sign in first.",
        es="Esto requiere iniciar sesión y la petición no lleva una sesión válida; inicie sesión primero.",
    ),
)
WRONG_CREDENTIALS = Kind(
    "wrong-credentials",
    401,
    Text(en="The sign-in failed", es="No se pudo iniciar sesión"),
    Text(
        en="No active user has this e-mail address and password; check both.",
        es="Ningún usuario activo tiene este correo y esta contraseña; verifique ambos.",
    ),
)
NOT_ALLOWED = Kind(
    "role-too-low",
    403,
    Text(en="The role does not allow this", es="El rol no lo permite"),
    Text(
        en="Your role is {got}, and this needs {expected} or higher; ask an administrator.",
        es="Su rol es {got} y esto requiere {expected} o superior; pida ayuda a un administrador.",
    ),
)
FORBIDDEN = Kind(
    "forbidden",
    403,
    Text(en="This is not allowed", es="Esto no está permitido"),
    Text(
        en="You may not do this; ask an administrator.",
        es="No tiene permiso para hacer esto; consulte a un administrador.",
    ),
)
CSRF = Kind(
    "csrf",
    403,
    Text(en="The request may be forged", es="La petición podría ser falsa"),
    Text(
        en="The header X-CSRFToken is missing or wrong, or the request comes from another origin; fetch "
        "/api/v1/session, send its csrf_token in that header, and try again.",
        es="El encabezado X-CSRFToken falta o no es correcto, o la petición viene de otro origen; consulte "
        "/api/v1/session, envíe su csrf_token en ese encabezado e inténtelo de nuevo.",
    ),
)
NOT_FOUND = Kind(
    "not-found",
    404,
    Text(en="Not found", es="No encontrado"),
    Text(
        en="There is nothing at this address, or nothing with this number; check it against the list.",
        es="No hay nada en esta dirección o con este número; verifíquelo en la lista.",
    ),
)
NOT_THERE = Kind(
    "not-found",
    404,
    NOT_FOUND.title,
    Text(
        en="{what} {number} does not exist; check the number against the list.",
        es="{what} {number} no existe; verifique el número en la lista.",
    ),
)
PRODUCT = Text(en="Product", es="El producto")
LOCATION = Text(en="Location", es="La ubicación")
METHOD = Kind(
    "method-not-allowed",
    405,
    Text(en="The method is not accepted here", es="Aquí no se acepta este método"),
    Text(
        en="This address does not accept {got}; the header Allow lists the methods that it accepts.",
        es="Esta dirección no acepta {got}; el encabezado Allow indica los métodos que acepta.",
    ),
)
SHORT_OF_STOCK = Kind(
    "insufficient-stock",
    409,
    Text(en="There is not enough stock", es="No hay existencias suficientes"),
    Text(
        en="Product {product} at location {location}: in stock {got}, asked for {expected}; take less, or receive "
        "more first.",
        es="Producto {product} en la ubicación {location}: existencias {got}, cantidad pedida {expected}; retire "
        "menos o registre antes una entrada.",
    ),
)
INACTIVE = Kind(
    "inactive",
    409,
    Text(en="No longer in use", es="Ya no está en uso"),
    Text(
        en="Product {product} or location {location} is inactive, and only active ones can receive stock; activate "
        "it or choose another.",
        es="El producto {product} o la ubicación {location} está inactivo y solo los activos pueden recibir "
        "existencias; actívelo o elija otro.",
    ),
)
DUPLICATE = Kind(
    "duplicate",
    409,
    Text(en="Already there", es="Ya existe"),
    Text(
        en="Another one has the same {field} already; choose a different value.",
        es="Ya existe otro con el mismo valor de {field}; elija uno distinto.",
    ),
)
OWN_ACCOUNT = Kind(
    "own-account",
    409,
    Text(en="Administrators keep their own account", es="Un administrador conserva su propia cuenta"),
    Text(
        en="You can neither deactivate yourself nor take the role of administrator from yourself; ask another one.",
        es="No puede desactivarse ni quitarse el rol de administrador a sí mismo; pídalo a otro administrador.",
    ),
)
LAST_ADMINISTRATOR = Kind(
    "last-administrator",
    409,
    Text(en="No administrator would be left", es="No quedaría ningún administrador"),
    Text(
        en="This is the last active administrator; make another user one first.",
        es="Es el último administrador activo; asigne antes ese rol a otro usuario.",
    ),
)
BUSY = Kind(
    "busy",
    409,
    Text(en="Somebody else is changing this", es="Otra petición lo está cambiando"),
    Text(
        en="Another request is changing the same data, so nothing was written; try again.",
        es="Otra petición está cambiando los mismos datos y no se guardó nada; inténtelo de nuevo.",
    ),
    retry_after=1,
)
TOO_MANY = Kind(
    "too-many-attempts",
    429,
    Text(en="Too many failed sign-ins", es="Demasiados intentos fallidos"),
    Text(
        en="Too many sign-ins with this account have failed from your network; wait for 15 minutes and try again. "
        "Other accounts are not affected.",
        es="Desde su red han fallado demasiados inicios de sesión con esta cuenta; espere 15 minutos e inténtelo de "
        "nuevo. Las demás cuentas no se ven afectadas.",
    ),
    retry_after=900,
)
TOO_MANY_OF_ALL = Kind(
    "too-many-attempts",
    429,
    TOO_MANY.title,
    Text(
        en="Too many sign-ins have failed from your network, so it can sign in to no account; "
        "wait for 15 minutes and try again.",
        es="Han fallado demasiados inicios de sesión desde su red y por ahora no puede entrar en ninguna cuenta; "
        "espere 15 minutos e inténtelo de nuevo.",
    ),
    retry_after=900,
)
NO_LENGTH = Kind(
    "length-required",
    411,
    Text(en="The length of the body is missing", es="Falta la longitud del cuerpo"),
    Text(
        en="The body comes in chunks, and its length is expected beforehand; send Content-Length instead of "
        "Transfer-Encoding.",
        es="El cuerpo llega en fragmentos y se espera su longitud de antemano; envíe Content-Length en lugar de "
        "Transfer-Encoding.",
    ),
)
TOO_LARGE = Kind(
    "too-large",
    413,
    Text(en="The request is too large", es="La petición es demasiado grande"),
    Text(
        en="The body has {got} bytes, and {limit} are accepted; send less at once.",
        es="El cuerpo tiene {got} bytes y se aceptan {limit}; envíe menos de una vez.",
    ),
)
CUT_OFF = Kind(
    "cut-off",
    400,
    Text(en="The request ended early", es="La petición terminó antes de tiempo"),
    Text(
        en="Bytes announced: {expected}, received: {got}. Nothing was written; send all of it again.",
        es="Bytes anunciados: {expected}, recibidos: {got}. No se guardó nada; envíela completa de nuevo.",
    ),
)
UNREADABLE = Kind(
    "unsupported-media-type",
    415,
    Text(en="The content type cannot be read", es="No se puede leer ese tipo de contenido"),
    Text(
        en="The content type is {got}; send {expected}.",
        es="El tipo de contenido es {got}; envíe {expected}.",
    ),
)
TOO_MUCH_STOCK = Kind(
    "too-much-stock",
    409,
    Text(en="The stock would be too large", es="Las existencias serían demasiado grandes"),
    Text(
        en="The stock would become larger than can be stored; check the quantity.",
        es="Las existencias superarían lo que se puede guardar; verifique la cantidad.",
    ),
)
GONE_MEANWHILE = Kind(
    "gone-meanwhile",
    409,
    Text(en="Something was deleted meanwhile", es="Algo se eliminó mientras tanto"),
    Text(
        en="What this refers to was deleted at the same moment, so nothing was written; look it up again.",
        es="Algo a lo que esto se refiere se eliminó en ese momento y no se guardó nada; consúltelo de nuevo.",
    ),
    retry_after=1,
)
TOO_MANY_ROWS = Kind(
    "too-many-rows",
    413,
    Text(en="The file has too many rows", es="El archivo tiene demasiadas filas"),
    Text(
        en="The file has more than {limit} rows, and nothing was written; split it into several files.",
        es="El archivo tiene más de {limit} filas y no se guardó nada; divídalo en varios archivos.",
    ),
)
NOT_CSV = Kind(
    "not-csv",
    415,
    Text(en="A CSV file is expected", es="Se espera un archivo CSV"),
    Text(
        en="The body is of type {got}, and a file of type text/csv is expected; send the file itself as the body.",
        es="El cuerpo es de tipo {got} y se espera un archivo de tipo text/csv; envíe el propio archivo como cuerpo.",
    ),
)
ROWS = Kind(
    "invalid-rows",
    422,
    Text(en="The file cannot be used", es="No se puede usar el archivo"),
    Text(
        en="Values in the file that cannot be used: {count}. Nothing was written. Told in errors, with line and "
        "column: {shown}. Correct the file and send all of it again.",
        es="Valores del archivo que no se pueden usar: {count}. No se guardó nada. Detallados en errors, con línea "
        "y columna: {shown}. Corrija el archivo y envíelo completo de nuevo.",
    ),
)
INVALID = Kind(
    "invalid",
    422,
    Text(en="The request cannot be used", es="No se puede usar la petición"),
    Text(
        en="Values that cannot be used: {count}; errors says which, and what was expected instead.",
        es="Valores que no se pueden usar: {count}; errors indica cuáles y qué se esperaba en su lugar.",
    ),
)
UNKNOWN_REFERENCE = Kind(
    "unknown-reference",
    422,
    Text(en="It refers to something that does not exist", es="Se refiere a algo que no existe"),
    Text(
        en="The {field} of this entry does not exist; choose one from its list.",
        es="El valor de {field} de esta entrada no existe; elija uno de la lista correspondiente.",
    ),
)
INVALID_CURSOR = Kind(
    "invalid-cursor",
    422,
    Text(en="The cursor is not valid", es="El cursor no es válido"),
    Text(
        en="The value of after does not come from this list; send the next of its last answer, or leave after out.",
        es="El valor de after no proviene de esta lista; envíe el next de su última respuesta o no envíe after.",
    ),
)
KEY_REUSED = Kind(
    "idempotency-key-reused",
    422,
    Text(en="The key was used for something else", es="La clave ya se usó para otra cosa"),
    Text(
        en="This Idempotency-Key was sent before with another request; use a new key for each movement or import.",
        es="Esta Idempotency-Key ya se envió con otra petición; use una clave nueva para cada movimiento o "
        "importación.",
    ),
)
NOT_JSON = Kind(
    "malformed",
    400,
    Text(en="The body is not JSON", es="El cuerpo no es JSON"),
    Text(
        en="The body cannot be read as JSON in UTF-8; send JSON as application/json. Only imports take text/csv.",
        es="El cuerpo no se puede leer como JSON en UTF-8; envíe JSON como application/json. "
        "Solo las importaciones aceptan text/csv.",
    ),
)
MALFORMED = Kind(
    "malformed",
    400,
    Text(en="The request cannot be read", es="No se puede leer la petición"),
    Text(
        en="The request is not in the form that this address expects; compare it with the documentation.",
        es="La petición no tiene la forma que espera esta dirección; compárela con la documentación.",
    ),
)
FAILED = Kind(
    "failed",
    500,
    Text(en="Something failed on our side", es="Algo falló de nuestro lado"),
    Text(
        en="The fault is ours, and nothing was written; give the request id {request_id} to those who run this.",
        es="El error es nuestro y no se guardó nada; indique el identificador {request_id} a quien opera el sistema.",
    ),
)
TOO_SLOW = Kind(
    "took-too-long",
    503,
    Text(en="It took too long", es="Tardó demasiado"),
    Text(
        en="The database needed longer than a request may take, and nothing was written; "
        "narrow the search or ask for less at once, and try again.",
        es="La base de datos necesitó más tiempo del que una petición puede tardar y no se guardó nada; "
        "acote la búsqueda o pida menos de una vez e inténtelo de nuevo.",
    ),
    retry_after=5,
)
UNAVAILABLE = Kind(
    "unavailable",
    503,
    Text(en="The database does not answer", es="La base de datos no responde"),
    Text(
        en="The database did not answer in time, and nothing was written; try again in a few seconds.",
        es="La base de datos no respondió a tiempo y no se guardó nada; inténtelo en unos segundos.",
    ),
    retry_after=5,
)
