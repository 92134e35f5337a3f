"""What is said of deployments to an account, in both languages."""

from __future__ import annotations

from workbook.lang import Text

NO_SETTINGS = Text(
    en="{file} does not exist; it tells account, region, names and addresses of the deployment; copy {example} to it "
    "and fill it in, or name another file after --settings",
    es="{file} no existe; contiene la cuenta, la región, los nombres y las direcciones del despliegue; copie {example} "
    "a él y rellénelo, o indique otro archivo tras --settings",
)
BAD_SETTINGS = Text(
    en="{file} cannot be used, expected one object of JSON with settings and their values: {reason}",
    es="{file} no se puede usar, se esperaba un objeto JSON con ajustes y sus valores: {reason}",
)
ODD_SETTINGS = Text(
    en="in {file} the value of {odd} is no text, expected a text in quotes or a list of texts, since numbers lose the "
    "noughts they begin with",
    es="en {file} el valor de {odd} no es un texto, se esperaba un texto entre comillas o una lista de textos, pues "
    "los números pierden los ceros iniciales",
)
MISSING_SETTINGS = Text(
    en="{file} lacks {missing}, for which no default fits your account; write them as in {example}",
    es="en {file} falta {missing}, y ningún valor por omisión sirve para su cuenta; escríbalo como en {example}",
)
NO_CREDENTIALS = Text(
    en="no credentials were named, and AWS is never asked without; pass --credentials with a profile of your AWS "
    "files, or with the word environment for AWS_ACCESS_KEY_ID and its like",
    es="no se indicaron credenciales, y sin ellas nunca se pregunta a AWS; pase --credentials con un perfil de sus "
    "archivos de AWS, o con la palabra environment para AWS_ACCESS_KEY_ID y similares",
)
OTHER_ACCOUNT = Text(
    en="the credentials {credentials} belong to account {account}, expected {expected} as the settings say; name "
    "others after --credentials, or correct the settings",
    es="las credenciales {credentials} son de la cuenta {account}, se esperaba {expected} según los ajustes; indique "
    "otras tras --credentials, o corrija los ajustes",
)
ROOT_USER = Text(
    en="the credentials are those of the root user, {arn}, whom nothing can limit; make a user or a role with the "
    "rights of an administrator and use that",
    es="las credenciales son las del usuario raíz, {arn}, al que nada puede limitar; cree un usuario o un rol con "
    "permisos de administración y use ese",
)

IDENTITY = Text(en="identity", es="identidad")
REGION = Text(en="region", es="región")
DOMAIN = Text(en="domain", es="dominio")
PROVIDER = Text(en="sign-in of GitHub", es="acceso de GitHub")
IMAGE = Text(en="image", es="imagen")
IMAGE_THERE = Text(en="{repository} has {image}", es="{repository} tiene {image}")
BOOTSTRAP = Text(en="preparation for CDK", es="preparación para CDK")

UNREADABLE = Text(en="not readable here ({reason})", es="no se puede leer aquí ({reason})")
NO_RIGHT = Text(
    en="not readable, the credentials may not call {call}",
    es="no se puede leer, las credenciales no pueden llamar a {call}",
)
ZONES = Text(en="{region} with {zones}", es="{region} con {zones}")
NO_ZONE = Text(
    en="{region} has no zone {lacking} for this account, got {zones}; expected two of {there}; set availability_zones",
    es="{region} no tiene la zona {lacking} para esta cuenta, se indicó {zones}; se esperaban dos de {there}; defina "
    "availability_zones",
)
QUOTA = Text(
    en="{used} in use, {needed} more, {limit} allowed",
    es="{used} en uso, {needed} más, {limit} permitidas",
)
QUOTA_OF_UNKNOWN_USE = Text(
    en="{limit} allowed, {needed} more at most; how many are in use nobody tells",
    es="{limit} permitidas, {needed} más como máximo; nadie dice cuántas están en uso",
)
OVER_QUOTA = Text(
    en="the quota for {name} is {limit}, of which {used} are in use and {needed} more are needed; remove some, or ask "
    "for more in Service Quotas under {code}",
    es="la cuota de {name} es {limit}, de las que {used} están en uso y se necesitan {needed} más; elimine algunas, o "
    "pida más en Service Quotas con {code}",
)
NEW_ZONE = Text(
    en="the zone {zone} is made with the network; its name servers have to be set at the registrar",
    es="la zona {zone} se crea con la red; hay que poner sus servidores de nombres en el registrador",
)
OLD_ZONE = Text(en="zone {zone} is {id}", es="la zona {zone} es {id}")
NO_ZONE_ID = Text(
    en="the account has no hosted zone {id}, expected the one of {zone}; correct hosted_zone_id in the settings",
    es="la cuenta no tiene la zona alojada {id}, se esperaba la de {zone}; corrija hosted_zone_id en los ajustes",
)
OTHER_ZONE = Text(
    en="the hosted zone {id} is of {name}, expected {zone}; correct hosted_zone_id or zone in the settings",
    es="la zona alojada {id} es de {name}, se esperaba {zone}; corrija hosted_zone_id o zone en los ajustes",
)
ZONE_EXISTS = Text(
    en="the account has a hosted zone of {zone} already, {id}; a second one would have other name servers than those "
    "the registrar knows; put its id into the settings as hosted_zone_id, or delete it",
    es="la cuenta ya tiene una zona alojada de {zone}, {id}; una segunda tendría otros servidores de nombres que los "
    "que conoce el registrador; ponga su id en los ajustes como hosted_zone_id, o bórrela",
)
PROVIDER_FREE = Text(en="none in the way", es="nada lo impide")
PROVIDER_EXISTS = Text(
    en="the account has an identity provider for GitHub already, {arn}, and takes no second one; delete it if nobody "
    "uses it, or deploy to another account",
    es="la cuenta ya tiene un proveedor de identidad de GitHub, {arn}, y no admite otro; bórrelo si nadie lo usa, o "
    "despliegue en otra cuenta",
)
PREPARED = Text(en="done", es="hecha")
WILL_PREPARE = Text(en="comes first", es="se hace primero")

NOT_DELEGATED = Text(
    en="the world does not ask the zone of {zone} yet, so its certificates would wait for ever; set these name servers "
    "at your registrar: {servers}; then run the command again, which goes on from there",
    es="el mundo aún no pregunta a la zona de {zone}, así que sus certificados esperarían para siempre; ponga estos "
    "servidores de nombres en su registrador: {servers}; luego repita la orden, que continúa desde ahí",
)
IMAGE_FAILED = Text(
    en="the image was not built and pushed: {reason}; start docker, podman or buildah, or name an image that the "
    "repository has after --image",
    es="no se construyó ni subió la imagen: {reason}; inicie docker, podman o buildah, o indique tras --image una "
    "imagen que ya tenga el repositorio",
)
NO_DIGEST = Text(
    en="--image cannot be used, got {image}, expected sha256: and 64 hexadecimal digits",
    es="--image no se puede usar, se recibió {image} y se esperaba sha256: y 64 dígitos hexadecimales",
)
NO_IMAGE = Text(
    en="the repository {repository} has no image {image}, expected sha256: and 64 hexadecimal digits of one that was "
    "pushed; push it, or leave --image out to build one",
    es="el repositorio {repository} no tiene la imagen {image}, se esperaba sha256: y 64 dígitos hexadecimales de una "
    "subida; súbala, o quite --image para construir una",
)
SYNTHESIZING = Text(en="Synthesizing the stacks", es="Sintetizando las pilas")
