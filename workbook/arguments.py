"""Read the words after `workbook`: the language, the command, and its options."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from workbook.errors import UsageError
from workbook.lang import Lang, Text, same

Options = argparse.Namespace
"""The options of one command by name; `lang` is always among them."""

HELP = ("-h", "--help")
VERSION = "--version"


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command; one without a `value`, the word that help has for it, is a switch."""

    flags: tuple[str, ...]
    text: Text
    value: Text | None = None
    choices: tuple[str, ...] = ()
    default: str | None = None

    def form(self, lang: Lang) -> str:
        """How help writes the option."""
        return " ".join((", ".join(self.flags), *([self.value[lang]] if self.value else [])))

    def declare(self, reader: argparse.ArgumentParser) -> None:
        """Let a reader of words accept the option."""
        if self.value:
            reader.add_argument(*self.flags, default=self.default)
        else:
            reader.add_argument(*self.flags, action="store_true")


@dataclass(frozen=True, slots=True)
class Command:
    """What stands after `workbook`: its purpose and options, what it reads, and what makes it end with 1."""

    name: str
    purpose: Text
    options: tuple[Option, ...]
    source: Text | None = None
    findings: Text | None = None


def split_language(words: Sequence[str]) -> tuple[Lang, list[str]]:
    """The language that `--lang` names, wherever it stands, and the other words.

    Raises:
        UsageError: it names none, or one that the workbook does not speak.
    """
    lang, others, rest = Lang.EN, list[str](), iter(words)
    for word in rest:
        if word == "--":
            others += [word, *rest]
        elif word == "--lang":
            lang = _language(next(rest, None))
        elif word.startswith("--lang="):
            lang = _language(word.removeprefix("--lang="))
        else:
            others.append(word)
    return lang, others


def find_command(word: str, words: Sequence[str], commands: Sequence[Command]) -> Command:
    """The command that the first word names.

    Raises:
        UsageError: there is no such command, or an option stands before it.
    """
    names = {command.name: command for command in commands}
    if word in names:
        return names[word]
    expected = ", ".join(names)
    if word.startswith("-"):
        name = next((each for each in words if each in names), "audit")
        raise UsageError(_OPTION_FIRST.format(word=word, name=name, expected=expected))
    raise UsageError(_NO_COMMAND.format(word=word, expected=expected, hint=_nearest(word, names)))


def read_options(command: Command, words: Sequence[str]) -> Options:
    """The options and the source that the words give.

    Raises:
        UsageError: a word is not understood, or an option lacks its value.
    """
    reader = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    reader.add_argument(*HELP, action="store_true")
    reader.set_defaults(source=None)
    if command.source:
        reader.add_argument("source", nargs="?")
    for option in command.options:
        option.declare(reader)
    try:
        options, others = reader.parse_known_args(words)
    except argparse.ArgumentError as error:
        raise UsageError(_misused(error.argument_name or "", command)) from error
    if not options.help:
        for word in others:
            raise UsageError(_not_understood(word, command))
        _check_values(options, command)
        _check_choices(options, command)
    return options


def _language(word: str | None) -> Lang:
    if not word:
        raise UsageError(_NO_VALUE.format(option="--lang", value=LANG.value))
    if word not in list(Lang):
        raise UsageError(_NO_LANGUAGE.format(word=word))
    return Lang(word)


def _misused(name: str, command: Command) -> Text:
    """Why an option cannot be read: a switch was given a value, or another option none."""
    option = next((each for each in command.options if name == "/".join(each.flags)), None)
    if option is None or not option.value:
        return _IS_SWITCH.format(option=name)
    return _NO_VALUE.format(option=option.flags[0], value=option.value)


def _not_understood(word: str, command: Command) -> Text:
    if word.startswith("-"):
        flags = [flag for option in (*command.options, LANG) for flag in option.flags]
        hint = _nearest(word.partition("=")[0], flags) or _SEE_HELP.format(command=command.name)
        return _NO_OPTION.format(command=command.name, word=word, hint=hint)
    if command.source is None:
        return _NO_SOURCE.format(command=command.name, word=word)
    return _ONE_SOURCE.format(command=command.name, word=word)


def _check_values(options: Options, command: Command) -> None:
    """Refuse empty words, as an unset variable of a shell leaves them."""
    if options.source == "":
        raise UsageError(_EMPTY_SOURCE)
    for option in command.options:
        if getattr(options, _name(option)) == "":
            raise UsageError(_NO_VALUE.format(option=option.flags[0], value=option.value))


def _name(option: Option) -> str:
    return option.flags[-1].removeprefix("--")


def _check_choices(options: Options, command: Command) -> None:
    for option in command.options:
        word = getattr(options, _name(option))
        if option.choices and word not in option.choices:
            expected, hint = ", ".join(option.choices), _nearest(word, option.choices)
            raise UsageError(_NO_CHOICE.format(option=option.flags[-1], word=word, expected=expected, hint=hint))


def _nearest(word: str, known: Iterable[str]) -> Text | str:
    found = get_close_matches(word, list(known), n=1)
    return _DID_YOU_MEAN.format(found=found[0]) if found else ""


LANG = Option(
    ("--lang",),
    Text(
        en="language of the answer: en (default) or es",
        es="idioma de la respuesta: en (por omisión) o es",
    ),
    value=same("en|es"),
)

_DID_YOU_MEAN = Text(en="; did you mean {found}?", es="; ¿quiso decir {found}?")
_NO_LANGUAGE = Text(
    en="there is no language {word}; expected en or es after --lang",
    es="no hay idioma {word}; se esperaba en o es tras --lang",
)
_NO_COMMAND = Text(
    en="there is no command {word}; expected one of {expected}{hint}",
    es="no existe la orden {word}; se esperaba una de {expected}{hint}",
)
_OPTION_FIRST = Text(
    en="{word} stands where the command is expected, one of {expected}; write it after, as in workbook {name} {word}",
    es="{word} está donde se espera la orden, una de {expected}; escríbalo después: workbook {name} {word}",
)
_NO_VALUE = Text(
    en="the option {option} has no value; expected {option} {value}",
    es="falta el valor de la opción {option}; se esperaba {option} {value}",
)
_IS_SWITCH = Text(
    en="the option {option} was given a value; expected none, leave it out",
    es="se dio un valor a la opción {option}; no se esperaba ninguno, quítelo",
)
_NO_OPTION = Text(en="{command} has no option {word}{hint}", es="{command} no tiene la opción {word}{hint}")
_SEE_HELP = Text(
    en="; workbook {command} --help lists those that it has",
    es="; workbook {command} --help enumera las que tiene",
)
_NO_SOURCE = Text(
    en="{command} reads no source, but {word} was given; leave it out",
    es="{command} no lee ninguna fuente, pero se dio {word}; quítelo",
)
_EMPTY_SOURCE = Text(
    en="the source is an empty word; expected a path or -, leave it out for the snapshot",
    es="la fuente es una palabra vacía; se esperaba una ruta o -, quítela para leer la instantánea",
)
_ONE_SOURCE = Text(
    en="{command} reads one source, and {word} would be the second; leave one out",
    es="{command} lee una sola fuente y {word} sería la segunda; quite una",
)
_NO_CHOICE = Text(
    en="there is no {word} for {option}; expected one of {expected}{hint}",
    es="{option} no admite {word}; se esperaba una de {expected}{hint}",
)
