"""The `workbook` command: a source in, answers out.

Exit codes are part of the interface: 0 all is well, 1 there are findings, 2 the input or the request is unusable.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbook import __version__
from workbook.arguments import HELP, VERSION, Options, find_command, read_options, split_language
from workbook.errors import UsageError, WorkbookError
from workbook.lang import Lang, Text
from workbook.manual import help_on, overview
from workbook.output import replace_file
from workbook.streams import READABLE, complain, open_streams, say
from workbook.usage import COMMANDS, PURPOSE
from workbook.visible import visible_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from workbook.graph.model import Graph
    from workbook.render.table import Page

# Rooms are imported inside the commands: `workbook --help` answers at once, and each command pays for what it uses.

OK, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
SCREEN = "-"
Json = Mapping[str, object]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; problems go to standard error, one sentence a line."""
    open_streams()
    lang = Lang.EN
    try:
        lang, words = split_language(sys.argv[1:] if argv is None else argv)
        return _run(words, lang)
    except WorkbookError as error:
        complain(f"workbook: {problem}" for problem in error.in_language(lang))
        return UNUSABLE
    except BrokenPipeError:
        return OK  # whoever reads, `head` or a pager, has seen enough
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: Sequence[str], lang: Lang) -> int:
    if not words:
        complain(overview(COMMANDS, PURPOSE, lang).splitlines())
        return UNUSABLE
    first, *rest = words
    if first in HELP:
        say(overview(COMMANDS, PURPOSE, lang))
        return OK
    if first == VERSION:
        say(f"workbook {__version__}\n")
        return OK
    command = find_command(first, rest, COMMANDS)
    options = read_options(command, rest)
    options.lang = lang
    if options.help:
        say(help_on(command, lang))
        return OK
    return RUNS[command.name](options)


def _resources(options: Options) -> int:
    from workbook.graph.report import to_json
    from workbook.render.tables import resource_table

    graph = _graph(options)
    _answer(options, lambda: to_json(graph, options.lang), lambda: resource_table(graph, options.lang))
    return OK


def _flow(options: Options) -> int:
    from workbook.flow.follow import follow_requests
    from workbook.flow.report import to_json
    from workbook.render.story import flow_story

    graph = _graph(options)
    report = follow_requests(graph)
    _answer_on(graph, options, lambda: to_json(report, options.lang), lambda: flow_story(report, options.lang))
    return OK if all(path.complete for path in report.paths) else FINDINGS


def _audit(options: Options) -> int:
    from workbook.audit.report import to_json
    from workbook.audit.run import audit
    from workbook.render.compliance import audit_table

    graph = _graph(options)
    report = audit(graph)
    _answer_on(graph, options, lambda: to_json(report, options.lang), lambda: audit_table(report, options.lang))
    return OK if report.compliant else FINDINGS


def _diagram(options: Options) -> int:
    from workbook.render.console import busy
    from workbook.render.draw import draw
    from workbook.render.report import to_json
    from workbook.render.tables import drawn_line
    from workbook.render.views import View, scene

    target = Path(options.output or f"{options.view}.svg")
    graph = _graph(options)
    picture = scene(graph, View(options.view), options.lang)
    with busy(_DRAWING[options.lang]):
        draw(picture, target)
    options.output = None  # the picture lies there; what is said of it goes to the screen
    answer = {"source": graph.assembly.name, "view": options.view, "file": str(target)}
    _answer_on(graph, options, lambda: to_json(picture) | answer, lambda: drawn_line(picture, target, options.lang))
    return OK


def _synth(options: Options) -> int:
    from workbook.render.console import busy
    from workbook.render.tables import synth_table
    from workbook.template.snapshot import PROFILES, refresh_snapshot, snapshot_differences

    if options.all and options.profile:
        raise UsageError(_ALL_AND_PROFILE.format(profile=options.profile))
    work = snapshot_differences if options.check else refresh_snapshot
    changed = {}
    for profile in PROFILES if options.all else (options.profile or PROFILES[0],):
        with busy(_SYNTHESIZING.format(profile=profile)[options.lang]):
            changed[profile] = work(profile)
    answer = {"schema": 1, "checked": options.check, "profiles": changed}
    _answer(options, lambda: answer, lambda: synth_table(changed, options.lang, checked=options.check))
    return FINDINGS if options.check and any(changed.values()) else OK


def _doctor(options: Options) -> int:
    from workbook.doctor import examine, to_json
    from workbook.render.tables import doctor_table

    report = examine()
    _answer(options, lambda: to_json(report, options.lang), lambda: doctor_table(report, options.lang))
    return OK if report.healthy else FINDINGS


def _graph(options: Options) -> Graph:
    from workbook.graph.build import build_graph
    from workbook.template.source import load_assembly, load_profile

    if options.source is None:
        return build_graph(load_profile(options.profile or "standard"))
    if options.profile is not None:
        raise WorkbookError(_SOURCE_AND_PROFILE.format(source=options.source, profile=options.profile))
    return build_graph(load_assembly(options.source))


def _answer_on(graph: Graph, options: Options, as_json: Callable[[], Json], as_text: Callable[[], Page]) -> None:
    """The answer to a question about a source, with what had to be assumed to read it."""
    from workbook.render.tables import with_assumptions
    from workbook.template.jsonable import notes_json

    _answer(
        options,
        lambda: {**as_json(), "notes": notes_json(graph.assembly, options.lang)},
        lambda: with_assumptions(as_text(), graph.assembly, options.lang),
    )


def _answer(options: Options, as_json: Callable[[], Json], as_text: Callable[[], RenderableType]) -> None:
    target = None if options.output in {None, SCREEN} else Path(options.output)
    if options.json:
        _print_json(as_json(), target)
    else:
        _print_rich(as_text(), target)


def _print_json(answer: Json, output: Path | None) -> None:
    encoding = "utf-8" if output else getattr(sys.stdout, "encoding", None) or "utf-8"
    words = visible_json(json.dumps(answer, indent=2, ensure_ascii=False)) + "\n"
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        # Escapes say the same, and every encoding holds them.
        words = json.dumps(answer, indent=2) + "\n"
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


_DRAWING = Text(en="drawing", es="dibujando")
_SYNTHESIZING = Text(en="synthesizing {profile}", es="sintetizando {profile}")
_SOURCE_AND_PROFILE = Text(
    en="two inputs were given, the source {source} and the profile {profile}; expected one, leave the other out",
    es="se dieron dos entradas, la fuente {source} y el perfil {profile}; se esperaba una, quite la otra",
)
_ALL_AND_PROFILE = Text(
    en="--all and --profile {profile} were both given; expected one, leave the other out",
    es="se dieron --all y --profile {profile}; se esperaba una de las dos, quite la otra",
)

RUNS: Mapping[str, Callable[[Options], int]] = {
    "synth": _synth,
    "resources": _resources,
    "diagram": _diagram,
    "flow": _flow,
    "audit": _audit,
    "doctor": _doctor,
}
