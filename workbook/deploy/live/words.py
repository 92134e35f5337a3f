"""What is said of resources that were read back, in both languages."""

from __future__ import annotations

from workbook.lang import Text

COVERAGE = Text(
    en="{resources}: {equal} equal, {different} different, {unreadable} that cannot be read here. {properties}: "
    "{equal_properties} equal, {different_properties} different, {unread} that cannot be read here.",
    es="{resources}: {equal} iguales, {different} distintos, {unreadable} que aquí no se pueden leer. {properties}: "
    "{equal_properties} iguales, {different_properties} distintas, {unread} que aquí no se pueden leer.",
)
PROPERTIES = (
    Text(en="{count} property", es="{count} propiedad"),
    Text(en="{count} properties", es="{count} propiedades"),
)

NOT_DEPLOYED = Text(
    en="the stack {stack} is not deployed in {region}",
    es="la pila {stack} no está desplegada en {region}",
)
NOT_CREATED = Text(
    en="the stack does not have it, although its template does",
    es="la pila no lo tiene, aunque su plantilla sí",
)
GONE = Text(
    en="CloudFormation has created it as {physical_id}, and it is not there",
    es="CloudFormation lo creó como {physical_id} y ya no existe",
)
BESIDE = Text(
    en="the stack has it, and the template does not",
    es="la pila lo tiene y la plantilla no",
)
NO_READER = Text(
    en="no reader for the type {type}",
    es="no hay lector para el tipo {type}",
)
NO_PROPERTY = Text(
    en="the reader of the type does not give this property",
    es="el lector del tipo no da esta propiedad",
)
NEVER_TOLD = Text(
    en="AWS takes it when the resource is made, and tells it nobody afterwards",
    es="AWS lo toma al crear el recurso y después no se lo dice a nadie",
)
SECRET = Text(
    en="it is secret, so it is not read",
    es="es secreto, así que no se lee",
)
ZONE = Text(
    en="CloudFormation writes the record there that proves the name; ACM does not tell where",
    es="CloudFormation escribe allí el registro que demuestra el nombre; ACM no dice dónde",
)
ACTS_ONCE = Text(
    en="it says how the stack is changed or deleted, and is no property of what is there",
    es="dice cómo se cambia o se borra la pila, y no es una propiedad de lo que existe",
)
REFUSED = Text(
    en="{operation} is answered with {code}",
    es="a {operation} se responde con {code}",
)
LACKING = Text(
    en="what is answered lacks {key}, which AWS always tells",
    es="en lo que se responde falta {key}, que AWS siempre dice",
)
DYNAMIC = Text(
    en="CloudFormation puts it in from {reference} during the deployment; it is not looked up, since it may be secret",
    es="CloudFormation lo toma de {reference} durante el despliegue; no se consulta, porque puede ser secreto",
)
HIDDEN = Text(
    en="the parameter {name} is NoEcho, so CloudFormation does not tell its value",
    es="el parámetro {name} es NoEcho, así que CloudFormation no dice su valor",
)
NO_EXPORT = Text(
    en="no stack of the account exports that name in {region}",
    es="ninguna pila de la cuenta exporta ese nombre en {region}",
)
NO_OUTPUT = Text(
    en="the deployment has no such output",
    es="el despliegue no tiene esa salida",
)
NOT_THERE = Text(
    en="{name} is not deployed, so nothing can be read of it",
    es="{name} no está desplegado, así que no se puede leer nada de él",
)
NO_ATTRIBUTE = Text(
    en="the attribute {attribute} of {name} is not read back",
    es="el atributo {attribute} de {name} no se lee",
)
