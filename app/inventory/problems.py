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
        es="Ningún usuario activo tiene este correo y esta contraseña; compruebe ambos.",
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
        en="Those who are signed in as you are may not do this; ask an administrator.",
        es="Con su sesión no se permite hacer esto; pida ayuda a un administrador.",
    ),
)
CSRF = Kind(
    "csrf",
    403,
    Text(en="The request may be forged", es="La petición podría ser falsa"),
    Text(
        en="The header X-CSRFToken is missing or wrong, or the request comes from another origin; "
        "fetch /api/v1/session, send its csrf_token in that header, and try again.",
        es="La cabecera X-CSRFToken falta o no es correcta, o la petición viene de otro origen; "
        "pida /api/v1/session, envíe su csrf_token en esa cabecera e inténtelo de nuevo.",
    ),
)
NOT_FOUND = Kind(
    "not-found",
    404,
    Text(en="Not found", es="No encontrado"),
    Text(
        en="There is nothing here under that address or number; check it against the list.",
        es="No hay nada bajo esa dirección o número; compruébelo con la lista.",
    ),
)
METHOD = Kind(
    "method-not-allowed",
    405,
    Text(en="The method is not allowed here", es="El método no se permite aquí"),
    Text(
        en="This address does not answer to {got}; the header Allow lists the methods that it answers to.",
        es="Esta dirección no responde a {got}; la cabecera Allow indica los métodos a los que responde.",
    ),
)
SHORT_OF_STOCK = Kind(
    "insufficient-stock",
    409,
    Text(en="There is not enough stock", es="No hay existencias suficientes"),
    Text(
        en="Product {product} has {got} at location {location}, and {expected} are wanted; take fewer or receive more.",
        es="El producto {product} tiene {got} en la ubicación {location} y se piden {expected}; "
        "tome menos o reciba más.",
    ),
)
INACTIVE = Kind(
    "inactive",
    409,
    Text(en="No longer in use", es="Ya no está en uso"),
    Text(
        en="Product {product} or location {location} is inactive, and stock is received by active ones only; "
        "activate it or choose another.",
        es="El producto {product} o la ubicación {location} está inactivo y solo los activos reciben existencias; "
        "actívelo o elija otro.",
    ),
)
DUPLICATE = Kind(
    "duplicate",
    409,
    Text(en="Already there", es="Ya existe"),
    Text(
        en="Another one has the same {field} already; choose a different value.",
        es="Otro ya tiene el mismo valor de {field}; elija uno distinto.",
    ),
)
BUSY = Kind(
    "busy",
    409,
    Text(en="Somebody else is at it", es="Alguien más lo está usando"),
    Text(
        en="Another request is changing the same at this moment, and nothing was written; try again.",
        es="Otra petición está cambiando lo mismo en este momento y no se escribió nada; inténtelo de nuevo.",
    ),
    retry_after=1,
)
TOO_MANY = Kind(
    "too-many-attempts",
    429,
    Text(en="Too many failed sign-ins", es="Demasiados intentos fallidos"),
    Text(
        en="Too many sign-ins {whose} have failed from here; wait for 15 minutes and try again.",
        es="Desde aquí han fallado demasiados inicios de sesión {whose}; espere 15 minutos e inténtelo de nuevo.",
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
        en="Of {expected} bytes that were announced {got} came, so nothing was written; send it again.",
        es="De {expected} bytes anunciados llegaron {got}, así que no se escribió nada; envíela de nuevo.",
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
        en="The result is larger than any number that can be kept; check the quantity.",
        es="El resultado es mayor que cualquier número que se pueda guardar; compruebe la cantidad.",
    ),
)
GONE_MEANWHILE = Kind(
    "gone-meanwhile",
    409,
    Text(en="Something was deleted meanwhile", es="Algo se eliminó mientras tanto"),
    Text(
        en="What this refers to was deleted at the same moment, so nothing was written; look it up again.",
        es="Algo a lo que esto se refiere se eliminó en ese momento y no se escribió nada; consúltelo de nuevo.",
    ),
    retry_after=1,
)
TOO_MANY_ROWS = Kind(
    "too-many-rows",
    413,
    Text(en="The file has too many rows", es="El archivo tiene demasiadas filas"),
    Text(
        en="The file has more than {limit} rows, and nothing was written; split it into several files.",
        es="El archivo tiene más de {limit} filas y no se escribió nada; divídalo en varios archivos.",
    ),
)
NOT_CSV = Kind(
    "not-csv",
    415,
    Text(en="A CSV file is expected", es="Se espera un archivo CSV"),
    Text(
        en="The body is of type {got}, and a file of type text/csv is expected; send the file itself as the body.",
        es="El cuerpo es de tipo {got} y se espera un archivo de tipo text/csv; envíe el archivo mismo como cuerpo.",
    ),
)
ROWS = Kind(
    "invalid-rows",
    422,
    Text(en="The file cannot be used", es="El archivo no se puede usar"),
    Text(
        en="Values of the file that cannot be used: {count}; nothing was written. "
        "errors holds {shown} of them, the first, with line and column; correct them and send the whole file again.",
        es="Valores del archivo que no se pueden usar: {count}; no se escribió nada. "
        "errors contiene {shown} de ellos, los primeros, con línea y columna; corríjalos y envíe de nuevo el archivo.",
    ),
)
INVALID = Kind(
    "invalid",
    422,
    Text(en="The request cannot be used", es="La petición no se puede usar"),
    Text(
        en="Values that cannot be used: {count}; errors says which, and what was expected instead.",
        es="Valores que no se pueden usar: {count}; errors indica cuáles y qué se esperaba en su lugar.",
    ),
)
UNKNOWN_REFERENCE = Kind(
    "unknown-reference",
    422,
    Text(en="It refers to what is not there", es="Se refiere a algo que no existe"),
    Text(
        en="The {field} of this entry is not there; choose one from its list.",
        es="El valor de {field} de esta entrada no existe; elija uno de su lista.",
    ),
)
INVALID_CURSOR = Kind(
    "invalid-cursor",
    422,
    Text(en="The cursor is unknown", es="El cursor es desconocido"),
    Text(
        en="The value of after was not given by this list; take next from its last answer, or leave after out.",
        es="El valor de after no lo dio esta lista; tome next de su última respuesta o no envíe after.",
    ),
)
KEY_REUSED = Kind(
    "idempotency-key-reused",
    422,
    Text(en="The key was used for something else", es="La clave ya se usó para otra cosa"),
    Text(
        en="This Idempotency-Key came before with another request; use a new key for each movement.",
        es="Esta Idempotency-Key llegó antes con otra petición; use una clave nueva para cada movimiento.",
    ),
)
MALFORMED = Kind(
    "malformed",
    400,
    Text(en="The request cannot be read", es="La petición no es legible"),
    Text(
        en="The body is not the JSON that this address expects; compare it with app/openapi.json.",
        es="El cuerpo no es el JSON que espera esta dirección; compárelo con app/openapi.json.",
    ),
)
FAILED = Kind(
    "failed",
    500,
    Text(en="Something failed here", es="Algo falló aquí"),
    Text(
        en="The fault is ours, and nothing was written; give the request id {request_id} to those who run this.",
        es="El fallo es nuestro y no se escribió nada; dé el identificador {request_id} a quien opera el sistema.",
    ),
)
TOO_SLOW = Kind(
    "took-too-long",
    503,
    Text(en="It took too long", es="Tardó demasiado"),
    Text(
        en="The database needed longer than a request may take, and nothing was written; "
        "narrow the search or ask for less at once, and try again.",
        es="La base de datos necesitó más tiempo del que una petición puede tardar y no se escribió nada; "
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
        es="La base de datos no respondió a tiempo y no se escribió nada; inténtelo en unos segundos.",
    ),
    retry_after=5,
)
