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
    """An option of a command; one without a `value`, the word that help has for it, is a switch.

    One that is `repeated` may be given several times; its value is then a list, empty where it is not given.
    """

    flags: tuple[str, ...]
    text: Text
    value: Text | None = None
    choices: tuple[str, ...] = ()
    default: str | None = None
    repeated: bool = False

    def form(self, lang: Lang) -> str:
        """How help writes the option."""
        return " ".join((", ".join(self.flags), *([self.value[lang]] if self.value else [])))

    def declare(self, reader: argparse.ArgumentParser) -> None:
        """Let a reader of words accept the option."""
        if self.value:
            reader.add_argument(*self.flags, action="append", default=[])
        else:
            reader.add_argument(*self.flags, action="store_true")


@dataclass(frozen=True, slots=True)
class Operands:
    """The words without a flag that a command takes: how help writes one, what they are, how many may stand."""

    form: Text
    text: Text
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """What stands after `workbook`: its purpose and options, what it reads, and what makes it end with 1.

    The name may have two words, as `cost compare`. `source` says what the one word without a flag is, which lands in
    `source`; `operands` says what such words are where several may stand, which land in `operands`.
    """

    name: str
    purpose: Text
    options: tuple[Option, ...]
    source: Text | None = None
    operands: Operands | None = None
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


def find_command(words: Sequence[str], commands: Sequence[Command]) -> tuple[Command, Sequence[str]]:
    """The command that the first word, or the first two, name, and the words after it.

    Raises:
        UsageError: there is no such command, or an option stands before it.
    """
    names = {command.name: command for command in commands}
    for count in (2, 1):
        name = " ".join(words[:count])
        if name in names:
            return names[name], words[count:]
    raise UsageError(_no_command(words, names))


def _no_command(words: Sequence[str], names: Iterable[str]) -> Text:
    word, *rest = words
    seconds = [name.partition(" ")[2] for name in names if name.startswith(f"{word} ")]
    if seconds:
        expected = ", ".join(seconds)
        if not rest or rest[0].startswith("-"):
            return _INCOMPLETE.format(word=word, expected=expected)
        return _NO_PART.format(word=word, second=rest[0], expected=expected, hint=_nearest(rest[0], seconds))
    firsts = tuple(dict.fromkeys(name.partition(" ")[0] for name in names))
    expected = ", ".join(firsts)
    if word.startswith("-"):
        name = next((each for each in rest if each in firsts), "audit")
        return _OPTION_FIRST.format(word=word, name=name, expected=expected)
    return _NO_COMMAND.format(word=word, expected=expected, hint=_nearest(word, firsts))


def read_options(command: Command, words: Sequence[str]) -> Options:
    """The options and the source that the words give.

    Raises:
        UsageError: a word is not understood, or an option lacks its value.
    """
    reader = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    reader.add_argument(*HELP, action="store_true")
    reader.set_defaults(source=None, operands=[])
    if command.source:
        reader.add_argument("source", nargs="?")
    if command.operands:
        reader.add_argument("operands", nargs="*")
    for option in command.options:
        option.declare(reader)
    try:
        # Words without a flag may stand among the options, also where several are taken.
        options, others = reader.parse_known_args(words)
    except argparse.ArgumentError as error:
        raise UsageError(_misused(error.argument_name or "", command)) from error
    if not options.help:
        for word in others:
            raise UsageError(_not_understood(word, command))
        _check_operands(options, command)
        _check_values(options, command)
        _check_choices(options, command)
    for option in command.options:
        if option.value and not option.repeated:
            _keep_one(options, option)
    return options


def find_group(words: Sequence[str], commands: Sequence[Command]) -> tuple[Command, ...]:
    """The commands of two words whose first word is asked about alone, as in `prices --help`; none otherwise."""
    word, *rest = words
    if len(rest) != 1 or rest[0] not in HELP or any(command.name == word for command in commands):
        return ()
    return tuple(command for command in commands if command.name.startswith(f"{word} "))


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
    if command.operands:
        return _TOO_MANY.format(command=command.name, word=word)
    if command.source is None:
        return _NO_SOURCE.format(command=command.name, word=word)
    return _ONE_SOURCE.format(command=command.name, word=word)


def _check_operands(options: Options, command: Command) -> None:
    taken = command.operands
    if taken is None:
        return
    count = len(options.operands)
    if count < taken.least:
        raise UsageError(_TOO_FEW.format(command=command.name, form=taken.form, text=taken.text))
    if taken.most is not None and count > taken.most:
        raise UsageError(_TOO_MANY.format(command=command.name, word=options.operands[taken.most]))


def _check_values(options: Options, command: Command) -> None:
    """Refuse empty words, as an unset variable of a shell leaves them."""
    if options.source == "" or "" in options.operands:
        raise UsageError(_EMPTY_SOURCE)
    for option in command.options:
        if "" in _given(options, option):
            raise UsageError(_NO_VALUE.format(option=option.flags[0], value=option.value))


def _keep_one(options: Options, option: Option) -> None:
    """Take the one value of an option that has one; a second would have replaced the first without a word."""
    given = _given(options, option)
    if len(given) > 1:
        raise UsageError(_TWICE.format(option=option.flags[-1], given=" ".join(given)))
    setattr(options, _place(option), given[0] if given else option.default)


def _place(option: Option) -> str:
    return option.flags[-1].removeprefix("--").replace("-", "_")


def _given(options: Options, option: Option) -> list[str]:
    """The words that an option has: none for a switch and for one that is left out."""
    value = getattr(options, _place(option))
    return value if isinstance(value, list) else []


def _check_choices(options: Options, command: Command) -> None:
    for option in command.options:
        for word in _given(options, option) if option.choices else ():
            if word not in option.choices:
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
_INCOMPLETE = Text(
    en="{word} needs to know what to do; expected one of {expected} after it",
    es="{word} necesita saber qué hacer; se esperaba a continuación una de {expected}",
)
_NO_PART = Text(
    en="{word} cannot do {second}; expected one of {expected} after it{hint}",
    es="{word} no sabe hacer {second}; se esperaba a continuación una de {expected}{hint}",
)
_OPTION_FIRST = Text(
    en="{word} stands where the command is expected, one of {expected}; write it after, as in workbook {name} {word}",
    es="{word} está donde se espera la orden, una de {expected}; escríbalo después: workbook {name} {word}",
)
_NO_VALUE = Text(
    en="the option {option} has no value; expected {option} {value}",
    es="falta el valor de la opción {option}; se esperaba {option} {value}",
)
_TWICE = Text(
    en="the option {option} was given more than once: {given}; expected one value",
    es="la opción {option} se dio más de una vez: {given}; se esperaba un solo valor",
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
_TOO_FEW = Text(
    en="{command} lacks {form}: {text}",
    es="a {command} le falta {form}: {text}",
)
_TOO_MANY = Text(
    en="{command} does not expect the word {word}; leave it out",
    es="{command} no espera la palabra {word}; quítela",
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
