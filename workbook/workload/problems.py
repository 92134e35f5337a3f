"""The sentences with which numbers of users and usage files are refused."""

from __future__ import annotations

from workbook.lang import Text

WHERE = Text(en="{path}, line {line}", es="{path}, línea {line}")

# The file

UNREADABLE = Text(
    en="the usage file {path} cannot be read: {why}; expected a YAML file in UTF-8",
    es="no se puede leer el archivo de uso {path}: {why}; se esperaba un archivo YAML en UTF-8",
)
NOT_UTF8 = Text(en="byte {place} is not UTF-8", es="el byte {place} no es UTF-8")
NO_CHARACTER = Text(
    en="it holds the character #x{code}, which YAML does not allow",
    es="contiene el carácter #x{code}, que YAML no admite",
)
TOO_LARGE = Text(
    en="the usage file {path} is larger than {most} bytes; expected a short YAML file",
    es="el archivo de uso {path} ocupa más de {most} bytes; se esperaba un archivo YAML corto",
)
NOT_YAML = Text(
    en="{where}: this is not YAML ({why}); expected `defaults:` and `resources:` with keys below",
    es="{where}: esto no es YAML ({why}); se esperaban `defaults:` y `resources:` con claves debajo",
)
REFUSED = Text(
    en="{where}: there is {why}; expected keys with plain values, write them out",
    es="{where}: hay {why}; se esperaban claves con valores simples, escríbalos completos",
)
ALIAS = Text(en="an alias (`*`), which usage files do not have", es="un alias (`*`), que los archivos de uso no tienen")
TOO_DEEP = Text(en="something more than {most} levels deep", es="algo a más de {most} niveles de profundidad")

# Keys

THE_FILE = Text(en="the file", es="el archivo")
NOT_MAPPING = Text(
    en="{where}: {key} holds {value}; expected keys with values below",
    es="{where}: {key} contiene {value}; se esperaban claves con valores debajo",
)
KEY_NOT_TEXT = Text(
    en="{where}: a key is {value}; expected a name",
    es="{where}: una clave es {value}; se esperaba un nombre",
)
TWICE = Text(
    en="{where}: {key} stands there already on line {first}; keep one of the two",
    es="{where}: {key} ya está en la línea {first}; deje uno de los dos",
)
NO_SECTION = Text(
    en="{where}: there is no part {key}; the nearest of `defaults` and `resources` is {near}",
    es="{where}: no existe la parte {key}; la más parecida de `defaults` y `resources` es {near}",
)
NO_KEY = Text(
    en="{where}: {key} is no assumption; the nearest is {near}",
    es="{where}: {key} no es ningún supuesto; el más parecido es {near}",
)

# Values

A_MAPPING = Text(en="keys with values", es="claves con valores")
A_LIST = Text(en="a list", es="una lista")
NOTHING = Text(en="nothing", es="nada")
QUOTED = Text(en="`{words}`", es="`{words}`")
NO_VALUE = Text(
    en="{where}: {key} is {value}; expected a number{unit}{others}",
    es="{where}: {key} es {value}; se esperaba un número{unit}{others}",
)
IN_UNIT = Text(en=" in {unit}", es=" en {unit}")
UNITS = {
    "count": Text(en="", es=""),
    "share": Text(en=" as a share of 1", es=" como parte de 1"),
    "per_second": Text(en=" per second", es=" por segundo"),
}
"""How a sentence names the units that are no words of their own."""
OTHER_UNITS = Text(en=", or one with a unit of {units}", es=", o uno con una unidad de {units}")
OUT_OF_RANGE = Text(
    en="{where}: {key} is {value}; expected a number from {least} to {most}{unit}",
    es="{where}: {key} es {value}; se esperaba un número de {least} a {most}{unit}",
)
NOT_THREE = Text(
    en="{where}: {key} has {given}; expected one number, or `low`, `likely` and `high`",
    es="{where}: {key} tiene {given}; se esperaba un número, o `low`, `likely` y `high`",
)
NOT_ORDERED = Text(
    en="{where}: {key} has low {low}, likely {likely} and high {high}; expected the order of cost, {order}",
    es="{where}: {key} tiene low {low}, likely {likely} y high {high}; se esperaba el orden del coste, {order}",
)
ORDERS = {
    1: Text(en="low ≤ likely ≤ high, since more costs more", es="low ≤ likely ≤ high, pues más cuesta más"),
    -1: Text(en="low ≥ likely ≥ high, since more costs less", es="low ≥ likely ≥ high, pues más cuesta menos"),
    0: Text(en="with likely between the others", es="con likely entre los otros"),
}
EDGES = Text(
    en="{where}: the shares of the edges sum to {total} at the level {level}; expected 1, give all three",
    es="{where}: las partes de las ubicaciones de borde suman {total} en el nivel {level}; se esperaba 1, dé las tres",
)

# Users

NOT_USERS = Text(
    en="{words} is no number of daily users; expected a whole number in digits alone, such as 1000",
    es="{words} no es un número de usuarios diarios; se esperaba un número entero solo con cifras, como 1000",
)
NO_USERS = Text(
    en="{words} is too few daily users; expected 1 or more",
    es="{words} son muy pocos usuarios diarios; se esperaba 1 o más",
)
PART_OF_A_USER = Text(
    en="{words} is not a whole number of daily users; expected one such as 1000, in digits alone",
    es="{words} no es un número entero de usuarios diarios; se esperaba uno como 1000, solo con cifras",
)
TOO_MANY_USERS = Text(
    en="{words} daily users are above the limit of {most}, beyond which one service with one database is no model"
    " of the system any more; expected fewer",
    es="{words} usuarios diarios superan el límite de {most}, más allá del cual un servicio con una base de datos ya"
    " no es un modelo del sistema; se esperaban menos",
)
