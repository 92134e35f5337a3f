"""The help of the `workbook` command, written from the tables that its words are read with."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from workbook.cli.arguments import HELP, LANG, VERSION, Command
from workbook.lang import Lang, Text

WIDEST, NARROWEST = 100, 24


def overview(commands: Iterable[Command], purpose: Text, lang: Lang) -> str:
    """The help on `workbook` itself."""
    lines = [
        f"{_USAGE[lang]} workbook {_COMMAND[lang]} [{_SOURCE[lang]}] [{_OPTIONS[lang]}]",
        "",
        *_paragraph(purpose[lang]),
        "",
        *_listed({command.name: command.purpose[lang] for command in commands}),
        "",
        *_listed({LANG.form(lang): LANG.text[lang], VERSION: _VERSION[lang], ", ".join(HELP): _HELP[lang]}),
        "",
        *_paragraph(_MORE.format(command=_COMMAND[lang])[lang]),
        *_paragraph(_exit_codes(_FINDINGS)[lang]),
    ]
    return "\n".join(lines) + "\n"


def help_on_group(commands: Iterable[Command], lang: Lang) -> str:
    """The help on the first word of several commands that is none by itself, such as `prices`."""
    purposes = {command.name: command.purpose[lang] for command in commands}
    word = next(iter(purposes)).partition(" ")[0]
    lines = [
        f"{_USAGE[lang]} workbook {word} {_COMMAND[lang]} [{_OPTIONS[lang]}]",
        "",
        *_listed(purposes),
        "",
        *_paragraph(_MORE.format(command=f"{word} {_COMMAND[lang]}")[lang]),
    ]
    return "\n".join(lines) + "\n"


def help_on(command: Command, commands: Iterable[Command], lang: Lang) -> str:
    """The help on one command, and which others go on from its name."""
    further = {each.name: each.purpose[lang] for each in commands if each.name.startswith(f"{command.name} ")}
    rows = {_SOURCE[lang]: command.source[lang]} if command.source else {}
    if command.operands:
        rows = {command.operands.form[lang]: command.operands.text[lang]}
    rows |= {option.form(lang): option.text[lang] for option in (*command.options, LANG)}
    rows |= {", ".join(HELP): _HELP[lang]}
    lines = [
        f"{_USAGE[lang]} workbook {command.name} {_words(command, lang)}[{_OPTIONS[lang]}]",
        "",
        *_paragraph(command.purpose[lang]),
        "",
        *_listed(rows),
        "",
        *((_FURTHER[lang], *_listed(further), "") if further else ()),
        *_paragraph(_exit_codes(command.findings)[lang]),
    ]
    return "\n".join(lines) + "\n"


def _words(command: Command, lang: Lang) -> str:
    """How the usage line writes the words without a flag."""
    if command.source:
        return f"[{_SOURCE[lang]}] "
    if command.operands is None:
        return ""
    form, more = command.operands.form[lang], "" if command.operands.most == 1 else " …"
    return f"{form}{more} " if command.operands.least else f"[{form}{more}] "


def _exit_codes(findings: Text | None) -> Text:
    return _EXIT_CODES.format(findings=_ONE.format(findings=findings) if findings else "")


def _width() -> int:
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def _paragraph(words: str) -> list[str]:
    return textwrap.wrap(words, _width())


def _listed(rows: Mapping[str, str]) -> Iterator[str]:
    """Names and what they mean, side by side where the terminal is wide enough."""
    indent = 2 + max(map(len, rows)) + 2
    room = _width() - indent
    for name, words in rows.items():
        if room >= WIDEST // 3:
            first, *others = textwrap.wrap(words, room)
            yield f"  {name:<{indent - 4}}  {first}"
            yield from (" " * indent + line for line in others)
        else:
            yield f"  {name}"
            yield from textwrap.wrap(words, _width(), initial_indent=" " * 6, subsequent_indent=" " * 6)


_USAGE = Text(en="usage:", es="uso:")
_COMMAND = Text(en="COMMAND", es="ORDEN")
_SOURCE = Text(en="SOURCE", es="FUENTE")
_OPTIONS = Text(en="options", es="opciones")
_HELP = Text(en="show this help", es="muestra esta ayuda")
_VERSION = Text(en="show the version", es="muestra la versión")
_MORE = Text(
    en="workbook {command} --help says which options a command has.",
    es="workbook {command} --help dice qué opciones tiene una orden.",
)
_FURTHER = Text(en="Further commands:", es="Otras órdenes:")
_EXIT_CODES = Text(
    en="Exit codes: 0 all is well{findings}, 2 the input or the request is unusable.",
    es="Códigos de salida: 0 todo bien{findings}, 2 la entrada o la petición no sirve.",
)
_ONE = Text(en=", 1 {findings}", es=", 1 {findings}")
_FINDINGS = Text(en="there are findings", es="hay hallazgos")
