"""The intrinsic functions that CloudFormation knows: names, short forms and what each takes."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping

from workbook.lang import Text, same
from workbook.template import problems
from workbook.template.raw import Raw


def _is_name(argument: Raw) -> bool:
    """A text, or with the language extensions a function that gives one."""
    return isinstance(argument, (str, dict))


def _is_mapping(argument: Raw) -> bool:
    return isinstance(argument, dict)


def _is_list(fewest: int, most: int) -> Callable[[Raw], bool]:
    return lambda argument: isinstance(argument, list) and fewest <= len(argument) <= most


def _is_attribute(argument: Raw) -> bool:
    if isinstance(argument, str):
        return "." in argument.strip(".")
    return isinstance(argument, list) and len(argument) >= 2 and isinstance(argument[0], (str, dict))


def _is_substitution(argument: Raw) -> bool:
    if isinstance(argument, list):
        return len(argument) == 2 and isinstance(argument[0], str) and isinstance(argument[1], dict)
    return isinstance(argument, str)


def _is_choice(argument: Raw) -> bool:
    return isinstance(argument, list) and len(argument) == 3 and isinstance(argument[0], str)


def _is_anything(argument: Raw) -> bool:
    return argument is not None


_LIST = Text(en="a list", es="una lista")
_CONDITIONS = Text(en="a list of 1 to 10 conditions", es="una lista de 1 a 10 condiciones")
_RULE = Text(en="the arguments of a rule function", es="los argumentos de una función de regla")

FUNCTIONS: Mapping[str, tuple[Callable[[Raw], bool], Text]] = {
    "Ref": (_is_name, Text(en="the name of a parameter or resource", es="el nombre de un parámetro o recurso")),
    "Fn::And": (_is_list(1, 10), _CONDITIONS),
    "Fn::Base64": (_is_anything, Text(en="a text", es="un texto")),
    "Fn::Cidr": (_is_list(2, 3), same("[ipBlock, count, cidrBits]")),
    "Fn::Contains": (_is_anything, _RULE),
    "Fn::EachMemberEquals": (_is_anything, _RULE),
    "Fn::EachMemberIn": (_is_anything, _RULE),
    "Fn::Equals": (_is_list(2, 2), Text(en="a list of two values", es="una lista de dos valores")),
    "Fn::FindInMap": (_is_list(3, 4), same("[map, key, second key]")),
    "Fn::GetAtt": (_is_attribute, same("Resource.Attribute / [Resource, Attribute]")),
    "Fn::GetAZs": (_is_anything, Text(en="a Region", es="una región")),
    "Fn::GetStackOutput": (_is_mapping, Text(en="{StackName, OutputName}", es="{StackName, OutputName}")),
    "Fn::If": (_is_choice, same("[condition, value, other value]")),
    "Fn::ImportValue": (_is_anything, Text(en="the name of an export", es="el nombre de una exportación")),
    "Fn::Join": (_is_list(2, 2), same("[delimiter, [value, …]]")),
    "Fn::Length": (_is_anything, _LIST),
    "Fn::Not": (_is_list(1, 1), Text(en="a list of one condition", es="una lista de una condición")),
    "Fn::Or": (_is_list(1, 10), _CONDITIONS),
    "Fn::RefAll": (_is_anything, _RULE),
    "Fn::Select": (_is_list(2, 2), same("[index, [value, …]]")),
    "Fn::Split": (_is_list(2, 2), same("[delimiter, text]")),
    "Fn::Sub": (_is_substitution, same("text / [text, {name: value}]")),
    "Fn::ToJsonString": (_is_anything, Text(en="a list or a mapping", es="una lista o un mapa")),
    "Fn::Transform": (_is_anything, Text(en="a mapping with Name", es="un mapa con Name")),
    "Fn::ValueOf": (_is_anything, _RULE),
    "Fn::ValueOfAll": (_is_anything, _RULE),
}
"""Each function with the test of its argument and the form that the test expects.

`Condition` is none of them: it is a function inside of conditions only, and elsewhere a key like any other.
"""

KINDS: Mapping[type, Text] = {
    list: _LIST,
    dict: Text(en="a mapping", es="un mapa"),
    str: Text(en="a text", es="un texto"),
    bool: Text(en="a boolean", es="un valor lógico"),
    int: Text(en="a number", es="un número"),
    float: Text(en="a number", es="un número"),
    type(None): Text(en="nothing", es="nada"),
}
"""What a parsed value is, in words."""

LOOP = "Fn::ForEach::"
"""Start of the key of a loop; a name of its own follows, and loops stand beside other keys."""

SHORT_FORMS = {name.removeprefix("Fn::"): name for name in (*FUNCTIONS, "Condition")}
"""`Sub` as in the YAML tag `!Sub`, to the key `Fn::Sub` that it stands for."""


def nearest(name: str, known: Iterable[str]) -> Text:
    """The end of a sentence that proposes the most similar known name; empty where none is similar."""
    bare = {_bare(one): one for one in known}
    match = difflib.get_close_matches(_bare(name), list(bare), n=1)
    return problems.NEAREST.format(name=bare[match[0]]) if match else same("")


def _bare(name: str) -> str:
    """A name without what all names of its kind begin with, which would make them look similar."""
    return name.removeprefix("!").removeprefix("Fn::")
