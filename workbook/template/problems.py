"""The sentences with which the reading of templates fails, and those that say why a value stays unknown."""

from __future__ import annotations

from workbook.lang import Text

# Files and folders

MISSING_PATH = Text(
    en="{path} does not exist; expected a cloud assembly, a folder of templates, a template file or - for "
    "standard input",
    es="{path} no existe; se esperaba un ensamblado de CDK, una carpeta de plantillas, una plantilla o - para "
    "la entrada estándar",
)
UNREADABLE = Text(
    en="{where} cannot be read ({reason}); give a file that this user may read",
    es="{where} no se puede leer ({reason}); indique un archivo que este usuario pueda leer",
)
NO_WRITER = Text(
    en="{where} is a pipe to which nobody wrote for {seconds} seconds; start the writer first, or give a file",
    es="{where} es una tubería en la que nadie escribió durante {seconds} segundos; inicie antes el programa que "
    "escribe o indique un archivo",
)
NO_TEMPLATES = Text(
    en="{path} holds no CloudFormation template; expected files in JSON or YAML with the section Resources",
    es="{path} no contiene ninguna plantilla de CloudFormation; "
    "se esperaban archivos JSON o YAML con la sección Resources",
)
MISSING_SNAPSHOT = Text(
    en="there is no snapshot of the profile {profile} at {path}; run `make synth` to write it",
    es="no hay ninguna instantánea del perfil {profile} en {path}; ejecute `make synth` para crearla",
)
UNKNOWN_PROFILE = Text(
    en="there is no profile {profile}; expected one of {profiles}{nearest}",
    es="no existe el perfil {profile}; se esperaba uno de {profiles}{nearest}",
)
MISSING_TEMPLATE = Text(
    en="{manifest} names the template {file}, which does not exist; synthesize the assembly again",
    es="{manifest} nombra la plantilla {file}, que no existe; sintetice de nuevo el ensamblado",
)
BAD_MANIFEST = Text(
    en="{manifest} has an artifact {artifact} that cannot be read, {fault}; synthesize the assembly again",
    es="{manifest} tiene un artefacto {artifact} que no se puede leer, {fault}; sintetice de nuevo el ensamblado",
)
ASSEMBLY_CYCLE = Text(
    en="{manifest} includes itself through nested assemblies: {cycle}; synthesize the assembly again",
    es="{manifest} se incluye a sí mismo a través de ensamblados anidados: {cycle}; sintetice de nuevo el ensamblado",
)
SAME_STACK = Text(
    en="{first} and {second} both give a stack named {stack}; rename one, or give only one of them as the source",
    es="{first} y {second} dan ambos una pila llamada {stack}; cambie un nombre o indique solo uno de ellos como "
    "fuente",
)

# Text

EMPTY = Text(
    en="{where} is empty; expected a CloudFormation template",
    es="{where} está vacío; se esperaba una plantilla de CloudFormation",
)
BINARY = Text(
    en="{where} is not text, byte {offset} cannot be read as {encoding}; expected a template in JSON or YAML",
    es="{where} no es texto, el byte {offset} no se puede leer como {encoding}; "
    "se esperaba una plantilla en JSON o YAML",
)
TOO_LARGE = Text(
    en="{where} is larger than the {limit} MiB that are read; expected a template, which CloudFormation limits to 1 MB",
    es="{where} supera los {limit} MiB que se leen; se esperaba una plantilla, que CloudFormation limita a 1 MB",
)
TOO_DEEP = Text(
    en="{where} is nested more than {limit} levels deep; "
    "expected a CloudFormation template, which stays far below that",
    es="{where} tiene más de {limit} niveles de anidamiento; "
    "se esperaba una plantilla de CloudFormation, que tiene muchos menos",
)
TOO_MANY_VALUES = Text(
    en="{where} holds more than {limit} values once its anchors are expanded; "
    "expected a template, which holds fewer in the 1 MB that CloudFormation takes",
    es="{where} contiene más de {limit} valores una vez expandidas sus anclas; "
    "se esperaba una plantilla, que contiene menos en el 1 MB que CloudFormation admite",
)
NOT_A_MAPPING = Text(
    en="{where} holds {kind}; expected a mapping with the key Resources",
    es="{where} contiene {kind}; se esperaba un mapa con la clave Resources",
)
BROKEN_JSON = Text(
    en="{where} is not valid JSON at line {line}, column {column} ({reason}); correct it there",
    es="{where} no es JSON válido en la línea {line}, columna {column} ({reason}); corríjalo ahí",
)
TRUNCATED_JSON = Text(
    en="{where} breaks off at line {line}, column {column} before the JSON is complete; write the file again",
    es="{where} se corta en la línea {line}, columna {column} antes de que el JSON esté completo; "
    "vuelva a generar el archivo",
)
LONE_SURROGATE = Text(
    en="{where} holds half of a character pair such as \\ud83d; write both halves or the character itself",
    es="{where} contiene media pareja de caracteres como \\ud83d; escriba las dos mitades o el propio carácter",
)
BROKEN_YAML = Text(
    en="{where} is not valid YAML at line {line}, column {column} ({reason}); correct it there",
    es="{where} no es YAML válido en la línea {line}, columna {column} ({reason}); corríjalo ahí",
)
DUPLICATE_KEY = Text(
    en="{where} has the key {key} twice in one mapping, the second time at line {line}; remove or rename one",
    es="{where} tiene la clave {key} dos veces en el mismo mapa, la segunda en la línea {line}; quite o renombre una",
)
KEY_NOT_TEXT = Text(
    en="{where} has a key that is a list or a mapping at line {line}; expected a text",
    es="{where} tiene una clave que es una lista o un mapa en la línea {line}; se esperaba un texto",
)
UNKNOWN_TAG = Text(
    en="{where} has the unknown tag {tag} at line {line}; expected an intrinsic function such as !Ref{nearest}",
    es="{where} tiene la etiqueta desconocida {tag} en la línea {line}; "
    "se esperaba una función intrínseca como !Ref{nearest}",
)
SEVERAL_DOCUMENTS = Text(
    en="{where} holds a second YAML document at line {line}; expected one template per file",
    es="{where} contiene un segundo documento YAML en la línea {line}; se esperaba una plantilla por archivo",
)
UNKNOWN_ALIAS = Text(
    en="{where} uses the alias *{alias} at line {line} without an anchor of that name before it; define &{alias}",
    es="{where} usa el alias *{alias} en la línea {line} sin un ancla previa con ese nombre; defina &{alias}",
)
RECURSIVE_ALIAS = Text(
    en="{where} has the anchor &{alias} that contains itself at line {line}; write the values out",
    es="{where} tiene el ancla &{alias} que se contiene a sí misma en la línea {line}; escriba los valores sin anclas",
)
BAD_MERGE = Text(
    en="{where} merges something that is not a mapping with << at line {line}; "
    "expected a mapping or a list of mappings",
    es="{where} combina con << algo que no es un mapa en la línea {line}; se esperaba un mapa o una lista de mapas",
)
NEAREST = Text(en="; did you mean {name}?", es="; ¿quiso decir {name}?")

# Templates

NO_RESOURCES = Text(
    en="{where} has no section Resources; expected a CloudFormation template",
    es="{where} no tiene la sección Resources; se esperaba una plantilla de CloudFormation",
)
EMPTY_RESOURCES = Text(
    en="{where} declares no resource, Resources is empty; expected at least one",
    es="{where} no declara ningún recurso, Resources está vacío; se esperaba al menos uno",
)
SECTION_NOT_MAPPING = Text(
    en="{where} has {kind} at {path}; expected a mapping",
    es="{where} tiene {kind} en {path}; se esperaba un mapa",
)
NO_TYPE = Text(
    en="{where} has a resource without a Type at {path}; expected a text such as AWS::S3::Bucket",
    es="{where} tiene un recurso sin Type en {path}; se esperaba un texto como AWS::S3::Bucket",
)
UNKNOWN_FUNCTION = Text(
    en="{where} uses the unknown function {function} at {path}; "
    "expected an intrinsic function of CloudFormation{nearest}",
    es="{where} usa la función desconocida {function} en {path}; "
    "se esperaba una función intrínseca de CloudFormation{nearest}",
)
NOT_ALONE = Text(
    en="{where} has {function} beside other keys at {path}; a function must be the only key of its mapping",
    es="{where} tiene {function} junto a otras claves en {path}; una función debe ser la única clave de su mapa",
)
BAD_ARGUMENT = Text(
    en="{where} gives {function} something else than it takes at {path}; expected {form}",
    es="{where} da a {function} algo distinto de lo que admite en {path}; se esperaba {form}",
)
TOO_MANY_COPIES = Text(
    en="{where} has loops that make more than {limit} copies, the last at {loop}; shorten its collection",
    es="{where} tiene bucles que hacen más de {limit} copias, el último en {loop}; acorte su colección",
)
RESOURCE_CYCLE = Text(
    en="{where} has resources that refer to each other in a circle, {cycle}; "
    "CloudFormation refuses this, so remove one reference",
    es="{where} tiene recursos que se refieren unos a otros en círculo, {cycle}; "
    "CloudFormation lo rechaza, así que quite una referencia",
)
CONDITION_CYCLE = Text(
    en="{where} has conditions that refer to each other in a circle, {cycle}; remove one reference",
    es="{where} tiene condiciones que se refieren unas a otras en círculo, {cycle}; quite una referencia",
)
STACK_CYCLE = Text(
    en="stacks depend on each other in a circle, {cycle}; remove one import or dependency",
    es="hay pilas que dependen unas de otras en círculo, {cycle}; quite una importación o una dependencia",
)
VALUE_CYCLE = Text(
    en="the value of {value} depends on itself through nested stacks; remove one reference",
    es="el valor de {value} depende de sí mismo a través de pilas anidadas; quite una referencia",
)
TOO_LONG_CHAIN = Text(
    en="values are handed through too many nested stacks one after another; shorten the chain",
    es="los valores pasan por demasiadas pilas anidadas una tras otra; acorte la cadena",
)
NESTED_CYCLE = Text(
    en="nested stacks include each other in a circle, {cycle}; remove one of them",
    es="hay pilas anidadas que se incluyen unas a otras en círculo, {cycle}; quite una de ellas",
)
TOO_MANY_STACKS = Text(
    en="{where} expands to more than {limit} nested stacks; CloudFormation allows no more per account and Region",
    es="{where} se expande a más de {limit} pilas anidadas; CloudFormation no permite más por cuenta y región",
)
SAME_EXPORT = Text(
    en="the outputs {first} and {second} both export the name {name}; an export name must be unique, so change one",
    es="las salidas {first} y {second} exportan ambas el nombre {name}; "
    "un nombre de exportación debe ser único, así que cambie uno",
)
