"""What was expected of a value, for each way in which a value can be wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from inventory.api import forms
from inventory.models.catalogue import CODE
from inventory.text import Text

_NUMBER = Text(en="A whole number is expected.", es="Se espera un número entero.")
_DECIMAL = Text(en="A decimal number is expected.", es="Se espera un número decimal.")
_TEXT = Text(en="Text is expected.", es="Se espera un texto.")
_TRUTH = Text(en="true or false is expected.", es="Se espera true o false.")
_CHOICE = Text(en="One of these is expected: {expected}.", es="Se espera uno de estos: {expected}.")
_OBJECT = Text(en="A JSON object is expected: {{…}}.", es="Se espera un objeto JSON: {{…}}.")

_EXPECTATIONS: Mapping[str, Text] = {
    "missing": Text(en="This is required.", es="Es obligatorio."),
    "missing_body": Text(
        en="A body is required: an object in JSON.", es="Se requiere un cuerpo: un objeto en formato JSON."
    ),
    "extra_forbidden": Text(
        en="This name is not known here; correct it, or leave it out.",
        es="Este nombre no se conoce aquí; corríjalo o no lo envíe.",
    ),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_parsing_size": Text(
        en="A whole number with fewer digits is expected.", es="Se espera un número entero con menos dígitos."
    ),
    "int_from_float": _NUMBER,
    "decimal_type": _DECIMAL,
    "decimal_parsing": _DECIMAL,
    "decimal_max_places": Text(
        en="At most {decimal_places} decimal places are accepted.",
        es="Se aceptan como máximo {decimal_places} decimales.",
    ),
    "decimal_max_digits": Text(
        en="At most {max_digits} digits are accepted.", es="Se aceptan como máximo {max_digits} dígitos."
    ),
    "decimal_whole_digits": Text(
        en="At most {whole_digits} digits are accepted before the decimal point.",
        es="Se aceptan como máximo {whole_digits} dígitos antes del punto decimal.",
    ),
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "model_type": _OBJECT,
    "dict_type": _OBJECT,
    "string_too_short": Text(
        en="Longer text is expected; minimum number of characters: {min_length}.",
        es="Se espera un texto más largo; número mínimo de caracteres: {min_length}.",
    ),
    "string_too_long": Text(
        en="At most {max_length} characters are accepted.", es="Se aceptan como máximo {max_length} caracteres."
    ),
    "string_pattern_mismatch": Text(
        en="Text that matches {pattern} is expected.", es="Se espera un texto que cumpla {pattern}."
    ),
    "greater_than_equal": Text(en="{ge} or more is expected.", es="Se espera {ge} o más."),
    "less_than_equal": Text(en="{le} or less is expected.", es="Se espera {le} o menos."),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "too_short": Text(
        en="More values are expected; minimum number: {min_length}.",
        es="Se esperan más valores; número mínimo: {min_length}.",
    ),
    "too_long": Text(en="At most {max_length} values are accepted.", es="Se aceptan como máximo {max_length} valores."),
    "date_time": Text(
        en="A date with time and distance from UTC is expected, such as 2026-11-29T08:00:00Z; in an address, + is "
        "written %2B.",
        es="Se espera una fecha con hora y diferencia con UTC, como 2026-11-29T08:00:00Z; en una dirección, + se "
        "escribe %2B.",
    ),
    "time_zone": Text(
        en="The name of a time zone is expected, such as Europe/Madrid.",
        es="Se espera el nombre de una zona horaria, como Europe/Madrid.",
    ),
    "password_too_short": Text(
        en="A longer password is expected; minimum number of characters: {min_length}.",
        es="Se espera una contraseña más larga; número mínimo de caracteres: {min_length}.",
    ),
    "password_too_similar": Text(
        en="A password that is less like the e-mail address is expected.",
        es="Se espera una contraseña menos parecida al correo electrónico.",
    ),
    "password_too_common": Text(
        en="Many people use this password; choose another one.",
        es="Muchas personas usan esta contraseña; elija otra.",
    ),
    "password_entirely_numeric": Text(
        en="A password with something other than digits is expected.",
        es="Se espera una contraseña con algo más que dígitos.",
    ),
    "nothing_to_change": Text(
        en="A field to change is expected, and there is none.",
        es="Se espera un campo para cambiar y no hay ninguno.",
    ),
    "not_null": Text(
        en="This cannot be null; give a value, or leave the field out to keep what is there.",
        es="No puede ser null; indique un valor, o no envíe el campo para conservar lo que hay.",
    ),
    "same_location": Text(
        en="A location other than that of from_id is expected.", es="Se espera una ubicación distinta de la de from_id."
    ),
    "zero_change": Text(en="A change other than 0 is expected.", es="Se espera un cambio distinto de 0."),
    "no_headings": Text(
        en="A first line with headings is expected, and it is empty.",
        es="Se espera una primera línea con encabezados y está vacía.",
    ),
    "unknown_heading": Text(
        en="One of these headings is expected: {expected}.", es="Se espera uno de estos encabezados: {expected}."
    ),
    "doubled_heading": Text(
        en="Each column is expected once, and this one is there already; remove one of them.",
        es="Se espera cada columna una sola vez y esta se repite; elimine una de ellas.",
    ),
    "missing_heading": Text(
        en="The column {expected} is missing; add it.", es="Falta la columna {expected}; agréguela."
    ),
    "cell_count": Text(
        en="As many cells as headings are expected; headings: {expected}, cells in this line: {got}.",
        es="Se esperan tantas celdas como encabezados; encabezados: {expected}, celdas en esta línea: {got}.",
    ),
    "encoding": Text(
        en="Text in UTF-8 is expected; save the file as CSV UTF-8.",
        es="Se espera texto en UTF-8; guarde el archivo como CSV UTF-8.",
    ),
    "quoting": Text(
        en="A quotation mark is out of place here: inside a quoted cell it is doubled, and after the one that ends "
        "the cell comes a separator. The file was not read any further.",
        es="Hay unas comillas fuera de lugar: dentro de una celda entre comillas se duplican, y tras las que cierran "
        "la celda va un separador. El resto del archivo no se leyó.",
    ),
    "line_too_long": Text(
        en="At most {limit} characters are accepted in a line; is a quotation mark left open? "
        "The file was not read any further.",
        es="Se aceptan como máximo {limit} caracteres por línea; ¿quedaron comillas sin cerrar? "
        "El resto del archivo no se leyó.",
    ),
    "doubled": Text(
        en="This was already in line {first}; keep one of the two lines.",
        es="Esto ya estaba en la línea {first}; conserve una de las dos líneas.",
    ),
    "taken": Text(
        en="Product {holder} has this value already; choose a different one.",
        es="El producto {holder} ya tiene este valor; elija otro.",
    ),
    "unknown_name": Text(
        en="There is no such name; add it first, or correct it.",
        es="Ese nombre no existe; agréguelo primero o corríjalo.",
    ),
    "fixed_unit": Text(
        en="The unit of a product cannot be changed, and this one has {expected}.",
        es="La unidad de un producto no se puede cambiar y la de este es {expected}.",
    ),
    "inactive": Text(
        en="The product or the location is inactive and cannot receive its first stock; activate it first.",
        es="El producto o la ubicación está inactivo y no puede recibir sus primeras existencias; actívelo primero.",
    ),
}
_OTHERWISE = Text(
    en="This value cannot be used here; compare it with the documentation.",
    es="Este valor no se puede usar aquí; compárelo con la documentación.",
)

# Text of a form that words tell better than the pattern does.
_FORMS: Mapping[str, Text] = {
    CODE: Text(
        en="Only capital letters A to Z, digits and . _ / - are accepted, beginning with a letter or a digit.",
        es="Solo se aceptan letras mayúsculas de la A a la Z, dígitos y . _ / -, empezando por una letra o un dígito.",
    ),
    forms.DIGITS: Text(en="8 to 14 digits are expected.", es="Se esperan de 8 a 14 dígitos."),
    forms.SAYS_SOMETHING: Text(
        en="Text with a visible character, and without the character NUL, is expected.",
        es="Se espera un texto con algún carácter visible y sin el carácter NUL.",
    ),
    forms.NO_NUL: Text(en="The character NUL is not accepted.", es="No se acepta el carácter NUL."),
    forms.ADDRESS: Text(
        en="An e-mail address such as name@example.com is expected.",
        es="Se espera un correo electrónico como nombre@example.com.",
    ),
    forms.MAILBOX: Text(
        en="An e-mail address such as name@example.com is expected.",
        es="Se espera un correo electrónico como nombre@example.com.",
    ),
    forms.DIALLED: Text(
        en="Only digits, spaces and + ( ) - are accepted.", es="Solo se aceptan dígitos, espacios y + ( ) -."
    ),
    forms.CURSOR: Text(
        en="The value of next in the answer before is expected.",
        es="Se espera el valor de next de la respuesta anterior.",
    ),
    forms.KEY: Text(
        en="Only visible ASCII characters without spaces are accepted; a UUID is a good choice.",
        es="Solo se aceptan caracteres ASCII visibles sin espacios; un UUID es una buena opción.",
    ),
}
_OF_A_LIST = ("enum", "literal_error")
_QUOTED = re.compile(r"'([^']*)'")


def expectation(error: Mapping[str, Any], language: str) -> str:
    """What was expected where a value broke a rule, in the language of that code."""
    values = {**error.get("ctx", {})}
    if error["type"] == "string_pattern_mismatch" and values["pattern"] in _FORMS:
        return _FORMS[values["pattern"]].say(language)
    if error["type"] in _OF_A_LIST:
        values["expected"] = _listed(values["expected"])
    return _EXPECTATIONS.get(error["type"], _OTHERWISE).say(language, **values)


def _listed(expected: str) -> str:
    """The choices with commas alone: pydantic quotes them, and joins the last by an English word."""
    return ", ".join(_QUOTED.findall(expected)) or expected
