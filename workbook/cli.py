"""The `workbook` command: a source in, answers out.

Exit codes are part of the interface: 0 all is well, 1 there are findings, 2 the input or the request is unusable.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbook import __version__
from workbook.errors import WorkbookError
from workbook.lang import Lang, Text
from workbook.output import replace_file

if TYPE_CHECKING:
    from rich.console import RenderableType

    from workbook.graph.model import Graph

# Rooms are imported inside the commands: `workbook --help` answers at once, and each command pays for what it uses.

OK, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
Json = Mapping[str, object]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; problems go to standard error, one sentence a line."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    lang = _language(arguments)
    options = _parser(lang).parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except WorkbookError as error:
        sys.stderr.writelines(f"workbook: {problem}\n" for problem in error.in_language(lang))
        return UNUSABLE
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough; Python must not complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _resources(options: argparse.Namespace) -> int:
    from workbook.graph.report import to_json
    from workbook.render.tables import resource_table

    graph = _graph(options)
    _answer(options, lambda: to_json(graph, options.lang), lambda: resource_table(graph, options.lang))
    return OK


def _flow(options: argparse.Namespace) -> int:
    from workbook.flow.follow import follow_requests
    from workbook.flow.report import to_json
    from workbook.render.story import flow_story

    report = follow_requests(_graph(options))
    _answer(options, lambda: to_json(report, options.lang), lambda: flow_story(report, options.lang))
    return OK if all(path.complete for path in report.paths) else FINDINGS


def _audit(options: argparse.Namespace) -> int:
    from workbook.audit.report import to_json
    from workbook.audit.run import audit
    from workbook.render.compliance import audit_table

    report = audit(_graph(options))
    _answer(options, lambda: to_json(report, options.lang), lambda: audit_table(report, options.lang))
    return OK if report.compliant else FINDINGS


def _diagram(options: argparse.Namespace) -> int:
    from workbook.render.console import busy
    from workbook.render.draw import draw
    from workbook.render.report import to_json
    from workbook.render.tables import drawn_line
    from workbook.render.views import View, scene

    target = options.output or Path(f"{options.view}.svg")
    picture = scene(_graph(options), View(options.view), options.lang)
    with busy(_DRAWING[options.lang]):
        draw(picture, target)
    if options.json:
        _print_json({**to_json(picture), "file": str(target)}, None)
    else:
        _print_rich(drawn_line(picture, target, options.lang), None)
    return OK


def _synth(options: argparse.Namespace) -> int:
    from workbook.render.console import busy
    from workbook.render.tables import synth_table
    from workbook.template.snapshot import PROFILES, refresh_snapshot, snapshot_differences

    work = snapshot_differences if options.check else refresh_snapshot
    changed = {}
    for profile in PROFILES if options.all else (options.profile or PROFILES[0],):
        with busy(_SYNTHESIZING.format(profile=profile)[options.lang]):
            changed[profile] = work(profile)
    answer = {"schema": 1, "checked": options.check, "profiles": changed}
    _answer(options, lambda: answer, lambda: synth_table(changed, options.lang, checked=options.check))
    return FINDINGS if options.check and any(changed.values()) else OK


def _doctor(options: argparse.Namespace) -> int:
    from workbook.doctor import examine, to_json
    from workbook.render.tables import doctor_table

    report = examine()
    _answer(options, lambda: to_json(report, options.lang), lambda: doctor_table(report, options.lang))
    return OK if report.healthy else FINDINGS


def _graph(options: argparse.Namespace) -> Graph:
    from workbook.graph.build import build_graph
    from workbook.template.source import load_assembly, load_profile

    if options.source is None:
        return build_graph(load_profile(options.profile or "standard"))
    if options.profile is not None:
        raise WorkbookError(_SOURCE_AND_PROFILE.format(source=options.source, profile=options.profile))
    return build_graph(load_assembly(options.source))


def _answer(options: argparse.Namespace, as_json: Callable[[], Json], as_text: Callable[[], RenderableType]) -> None:
    if options.json:
        _print_json(as_json(), options.output)
    else:
        _print_rich(as_text(), options.output)


def _print_json(answer: Json, output: Path | None) -> None:
    words = json.dumps(answer, indent=2, ensure_ascii=False) + "\n"
    if output is None:
        sys.stdout.write(words)
    else:
        replace_file(output, words.encode())


def _print_rich(answer: RenderableType, output: Path | None) -> None:
    from workbook.render.console import plain_text, show

    if output is None:
        show(answer)
    else:
        replace_file(output, plain_text(answer).encode())


def _language(arguments: Sequence[str]) -> Lang:
    """The language of the help and of errors in the other options, which are needed before the options are read."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    early.add_argument("--lang", default="en")
    try:
        chosen = early.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:
        return Lang.EN
    return Lang.ES if chosen == "es" else Lang.EN


def _parser(lang: Lang) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="workbook", description=_DESCRIPTION[lang], epilog=_EXIT_CODES[lang])
    parser.add_argument("--version", action="version", version=f"workbook {__version__}")
    commands = parser.add_subparsers(metavar=_COMMAND[lang], required=True)
    for name, (run, purpose, reads_source) in _COMMANDS.items():
        command = commands.add_parser(name, help=purpose[lang], description=purpose[lang], epilog=_EXIT_CODES[lang])
        command.set_defaults(run=run, source=None, profile=None)
        _add_options(command, lang, reads_source=reads_source)
        if name in _OWN_OPTIONS:
            _OWN_OPTIONS[name](command, lang)
    return parser


def _add_options(command: argparse.ArgumentParser, lang: Lang, *, reads_source: bool) -> None:
    if reads_source:
        command.add_argument("source", nargs="?", metavar="SOURCE", help=_SOURCE[lang])
        command.add_argument("--profile", help=_PROFILE[lang])
    command.add_argument("--json", action="store_true", help=_JSON[lang])
    command.add_argument("--lang", type=Lang, choices=list(Lang), default=Lang.EN, metavar="en|es", help=_LANG[lang])
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help=_OUTPUT[lang])


def _diagram_options(command: argparse.ArgumentParser, lang: Lang) -> None:
    from workbook.render.views import View

    command.add_argument("--view", choices=[str(view) for view in View], default="overview", help=_VIEW[lang])


def _synth_options(command: argparse.ArgumentParser, lang: Lang) -> None:
    which = command.add_mutually_exclusive_group()
    which.add_argument("--profile", help=_PROFILE[lang])
    which.add_argument("--all", action="store_true", help=_ALL[lang])
    command.add_argument("--check", action="store_true", help=_CHECK[lang])


_DESCRIPTION = Text(
    en="Compute diagram, request flow and proof of an AWS architecture from its template.",
    es="Calcula el diagrama, el recorrido de las peticiones y la prueba de una arquitectura de AWS desde su plantilla.",
)
_EXIT_CODES = Text(
    en="exit codes: 0 all is well, 1 there are findings, 2 the input is unusable",
    es="códigos de salida: 0 todo bien, 1 hay hallazgos, 2 la entrada no sirve",
)
_COMMAND = Text(en="COMMAND", es="ORDEN")
_SOURCE = Text(
    en="a cloud assembly, a folder of templates, a template file, or - for standard input (default: the snapshot)",
    es="un ensamblado de CDK, una carpeta de plantillas, una plantilla, o - para la entrada estándar "
    "(por omisión, la instantánea)",
)
_PROFILE = Text(
    en="the snapshot to read: standard (default), starter or growth",
    es="la instantánea que se lee: standard (por omisión), starter o growth",
)
_JSON = Text(en="answer in JSON, in the documented schema", es="responde en JSON, según el esquema documentado")
_LANG = Text(en="language of the answer: en (default) or es", es="idioma de la respuesta: en (por omisión) o es")
_OUTPUT = Text(en="write to this file instead of the screen", es="escribe en este archivo en vez de la pantalla")
_VIEW = Text(en="which picture to draw (default: overview)", es="qué vista se dibuja (por omisión, overview)")
_ALL = Text(en="every profile", es="todos los perfiles")
_CHECK = Text(
    en="only compare with the committed snapshot; exit 1 when it differs",
    es="solo compara con la instantánea guardada; sale con 1 si difiere",
)
_DRAWING = Text(en="drawing", es="dibujando")
_SYNTHESIZING = Text(en="synthesizing {profile}", es="sintetizando {profile}")
_SOURCE_AND_PROFILE = Text(
    en="two inputs were given, the source {source} and the profile {profile}; expected one, leave the other out",
    es="se dieron dos entradas, la fuente {source} y el perfil {profile}; se esperaba una, quite la otra",
)

_COMMANDS: Mapping[str, tuple[Callable[[argparse.Namespace], int], Text, bool]] = {
    "synth": (
        _synth,
        Text(
            en="Synthesize the CDK app and refresh its snapshot.",
            es="Sintetiza la aplicación CDK y renueva su instantánea.",
        ),
        False,
    ),
    "resources": (
        _resources,
        Text(
            en="List every resource: modelled, ignored with a reason, or unsupported.",
            es="Enumera cada recurso: modelado, ignorado con motivo o no soportado.",
        ),
        True,
    ),
    "diagram": (
        _diagram,
        Text(
            en="Draw a view of the architecture as SVG, PNG or JPG.",
            es="Dibuja una vista de la arquitectura en SVG, PNG o JPG.",
        ),
        True,
    ),
    "flow": (
        _flow,
        Text(
            en="Follow a page load and an API call hop by hop, and what happens on failures.",
            es="Sigue la carga de una página y una llamada a la API salto a salto, y qué ocurre ante fallos.",
        ),
        True,
    ),
    "audit": (
        _audit,
        Text(
            en="Check the architecture requirement by requirement, with evidence.",
            es="Comprueba la arquitectura requisito a requisito, con pruebas.",
        ),
        True,
    ),
    "doctor": (
        _doctor,
        Text(
            en="Say what this machine has, what is missing and how to get it.",
            es="Dice qué tiene esta máquina, qué falta y cómo conseguirlo.",
        ),
        False,
    ),
}
_OWN_OPTIONS: Mapping[str, Callable[[argparse.ArgumentParser, Lang], None]] = {
    "diagram": _diagram_options,
    "synth": _synth_options,
}
