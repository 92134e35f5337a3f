"""Read the source that a command is about, and give its answer on the screen or into a file, as text or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from workbook.cli.arguments import Options
from workbook.errors import UsageError
from workbook.lang import Text
from workbook.output import replace_file
from workbook.streams import READABLE, say
from workbook.visible import visible_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from workbook.graph.model import Graph
    from workbook.render.table import Page

# Rooms are imported inside the functions: `workbook --help` answers at once, and each command pays for what it uses.

OK, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
SCREEN = "-"
Json: TypeAlias = Mapping[str, object]


def graph_of(options: Options) -> Graph:
    """The graph of the source or of the snapshot that the options name."""
    if options.source is None:
        return graph_of_profile(options.profile or "standard")
    return graph_of_source(options.source, options.profile)


def graph_of_profile(profile: str) -> Graph:
    """The graph of a committed snapshot."""
    from workbook.graph.build import build_graph
    from workbook.template.source import load_profile

    return build_graph(load_profile(profile))


def graph_of_source(source: str, profile: str | list[str] | None) -> Graph:
    """The graph of a source, which takes no profile beside it.

    Raises:
        UsageError: a profile was given as well.
    """
    from workbook.graph.build import build_graph
    from workbook.template.source import load_assembly

    if profile:
        named = profile if isinstance(profile, str) else ", ".join(profile)
        raise UsageError(BOTH_GIVEN.format(source=source, profile=named))
    return build_graph(load_assembly(source))


def answer_on(graph: Graph, options: Options, as_json: Callable[[], Json], as_text: Callable[[], Page]) -> None:
    """The answer to a question about a source, with what had to be assumed to read it."""
    from workbook.render.tables import with_assumptions
    from workbook.template.jsonable import notes_json

    answer(
        options,
        lambda: {**as_json(), "notes": notes_json(graph.assembly, options.lang)},
        lambda: with_assumptions(as_text(), graph.assembly, options.lang),
    )


def answer(options: Options, as_json: Callable[[], Json], as_text: Callable[[], RenderableType]) -> None:
    """Print the answer, or write it where `--output` says; only the form that is asked for is computed."""
    if options.json:
        answer_json(options, as_json())
    else:
        _print_rich(as_text(), _target(options))


def answer_json(options: Options, said: Json) -> None:
    """Print an answer as JSON, or write it where `--output` says."""
    _print_json(said, _target(options))


def answer_words(options: Options, words: str) -> None:
    """Print lines as they are, such as rows of CSV, or write them where `--output` says."""
    _print_words(words, _target(options))


def _target(options: Options) -> Path | None:
    return None if options.output in {None, SCREEN} else Path(options.output)


def _print_json(answer: Json, output: Path | None) -> None:
    encoding = "utf-8" if output else getattr(sys.stdout, "encoding", None) or "utf-8"
    words = visible_json(json.dumps(answer, indent=2, ensure_ascii=False)) + "\n"
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        # Escapes say the same, and every encoding holds them.
        words = json.dumps(answer, indent=2) + "\n"
    _print_words(words, output)


def _print_words(words: str, output: Path | None) -> None:
    if output is None:
        say(words)
    else:
        replace_file(output, words.encode())


def _print_rich(answer: RenderableType, output: Path | None) -> None:
    from workbook.render.console import plain_text, show

    if output is None:
        show(answer)
    else:
        replace_file(output, plain_text(answer).encode(errors=READABLE))


BOTH_GIVEN = Text(
    en="two inputs were given, the source {source} and the profile {profile}; expected one, leave the other out",
    es="se dieron dos entradas, la fuente {source} y el perfil {profile}; se esperaba una, quite la otra",
)
