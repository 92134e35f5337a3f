"""What was expected of a value, for each way in which a value can be wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from inventory.text import Text

# How pydantic lists choices, with an English word before the last.
_QUOTED = re.compile(r"'([^']*)'")

_NUMBER = Text(en="A whole number is expected.", es="Se espera un número entero.")
_DECIMAL = Text(en="A decimal number is expected.", es="Se espera un número decimal.")
_TEXT = Text(en="Text is expected.", es="Se espera un texto.")
_TRUTH = Text(en="true or false is expected.", es="Se espera true o false.")
_CHOICE = Text(en="One of these is expected: {expected}.", es="Se espera uno de estos: {expected}.")
_OBJECT = Text(en="An object with named values is expected.", es="Se espera un objeto con valores con nombre.")

_EXPECTATIONS: Mapping[str, Text] = {
    "missing": Text(en="This is required.", es="Es obligatorio."),
    "extra_forbidden": Text(en="There is no such field; leave it out.", es="No existe ese campo; no lo envíe."),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_parsing_size": Text(en="A smaller whole number is expected.", es="Se espera un número entero menor."),
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
        en="More characters are expected: {min_length} or more.",
        es="Se esperan más caracteres: {min_length} o más.",
    ),
    "string_too_long": Text(
        en="At most {max_length} characters are accepted.", es="Se aceptan como máximo {max_length} caracteres."
    ),
    "string_pattern_mismatch": Text(
        en="Text of the form {pattern} is expected.", es="Se espera un texto de la forma {pattern}."
    ),
    "greater_than_equal": Text(en="{ge} or more is expected.", es="Se espera {ge} o más."),
    "less_than_equal": Text(en="{le} or less is expected.", es="Se espera {le} o menos."),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "nothing_to_change": Text(
        en="At least one field to change is expected.", es="Se espera al menos un campo que cambiar."
    ),
    "not_null": Text(
        en="{fields} cannot be null; leave it out or give a value.",
        es="{fields} no puede ser null; no lo envíe o dé un valor.",
    ),
    "same_location": Text(en="Two different locations are expected.", es="Se esperan dos ubicaciones distintas."),
    "zero_change": Text(en="A change other than 0 is expected.", es="Se espera un cambio distinto de 0."),
    "no_headings": Text(
        en="A first line with headings is expected, and the file is empty.",
        es="Se espera una primera línea con encabezados y el archivo está vacío.",
    ),
    "unknown_heading": Text(
        en="One of these headings is expected: {expected}.", es="Se espera uno de estos encabezados: {expected}."
    ),
    "doubled_heading": Text(
        en="Each column is expected once, and this one comes twice.",
        es="Se espera cada columna una vez y esta aparece dos veces.",
    ),
    "missing_heading": Text(en="A column {expected} is expected.", es="Se espera una columna {expected}."),
    "cell_count": Text(
        en="As many cells as headings are expected: {expected}, and there are {got}.",
        es="Se esperan tantas celdas como encabezados: {expected}, y hay {got}.",
    ),
    "encoding": Text(
        en="Text in UTF-8 is expected; save the file as CSV UTF-8.",
        es="Se espera texto en UTF-8; guarde el archivo como CSV UTF-8.",
    ),
    "quoting": Text(
        en="CSV is expected here: a quotation mark inside a quoted cell is doubled, one at its end is followed by "
        "a separator; what comes after this line was not read.",
        es="Aquí se espera CSV: unas comillas dentro de una celda entrecomillada se duplican y tras las del final va "
        "un separador; lo que sigue a esta línea no se leyó.",
    ),
    "line_too_long": Text(
        en="A line of at most {limit} characters is expected; what comes after it was not read.",
        es="Se espera una línea de como máximo {limit} caracteres; lo que sigue no se leyó.",
    ),
    "doubled": Text(
        en="Each is expected once, and line {first} has it already.",
        es="Se espera cada uno una vez y la línea {first} ya lo tiene.",
    ),
    "taken": Text(
        en="Another value is expected, since product {holder} has this one.",
        es="Se espera otro valor, porque el producto {holder} ya tiene este.",
    ),
    "unknown_name": Text(
        en="There is no such name; add it first, or correct it.",
        es="No existe ese nombre; agréguelo antes o corríjalo.",
    ),
    "fixed_unit": Text(
        en="The unit of a product never changes, and that of this one is {expected}.",
        es="La unidad de un producto no cambia nunca y la de este es {expected}.",
    ),
    "inactive": Text(
        en="Something active is expected, since nothing else receives its first stock.",
        es="Se espera algo activo, porque nada más recibe sus primeras existencias.",
    ),
}
_OTHERWISE = Text(
    en="This cannot be used here; compare it with the documentation.",
    es="No es utilizable aquí; compárelo con la documentación.",
)


def expectation(error: Mapping[str, Any], language: str) -> str:
    """What was expected where a value broke a rule, in the language of that code."""
    context = dict(error.get("ctx", {}))
    if choices := _QUOTED.findall(str(context.get("expected", ""))):
        context["expected"] = ", ".join(choices)
    return _EXPECTATIONS.get(error["type"], _OTHERWISE).say(language, **context)
