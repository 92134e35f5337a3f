"""The commands that read an architecture, and those around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from workbook.cli.answer import FINDINGS, OK, answer, answer_on, graph_of
from workbook.cli.arguments import Options
from workbook.errors import UsageError
from workbook.lang import Text


def _resources(options: Options) -> int:
    from workbook.graph.report import to_json
    from workbook.render.tables import resource_table

    graph = graph_of(options)
    answer(options, lambda: to_json(graph, options.lang), lambda: resource_table(graph, options.lang))
    return OK


def _flow(options: Options) -> int:
    from workbook.flow.follow import follow_requests
    from workbook.flow.report import to_json
    from workbook.render.story import flow_story

    graph = graph_of(options)
    report = follow_requests(graph)
    answer_on(graph, options, lambda: to_json(report, options.lang), lambda: flow_story(report, options.lang))
    return OK if all(path.complete for path in report.paths) else FINDINGS


def _audit(options: Options) -> int:
    from workbook.audit.report import to_json
    from workbook.audit.run import audit
    from workbook.render.compliance import audit_table

    graph = graph_of(options)
    report = audit(graph)
    answer_on(graph, options, lambda: to_json(report, options.lang), lambda: audit_table(report, options.lang))
    return OK if report.compliant else FINDINGS


def _diagram(options: Options) -> int:
    from workbook.render.console import busy
    from workbook.render.draw import draw
    from workbook.render.report import to_json
    from workbook.render.tables import drawn_line
    from workbook.render.views import View, scene

    target = Path(options.output or f"{options.view}.svg")
    graph = graph_of(options)
    picture = scene(graph, View(options.view), options.lang, _users(options))
    with busy(_DRAWING[options.lang]):
        draw(picture, target)
    options.output = None  # the picture lies there; what is said of it goes to the screen
    said = {"source": graph.assembly.name, "view": options.view, "file": str(target)}
    answer_on(graph, options, lambda: to_json(picture) | said, lambda: drawn_line(picture, target, options.lang))
    return OK


def _users(options: Options) -> int:
    """The number of users that a picture of costs is for.

    Raises:
        UsageError: another picture was asked for, which has no users to ask for.
    """
    from workbook.render.views import View
    from workbook.render.views.cost import FIRST_STAGE
    from workbook.workload.users import parse_users

    if options.users is None:
        return FIRST_STAGE
    if options.view != View.COST:
        raise UsageError(_NO_USERS.format(view=options.view))
    return parse_users(options.users)


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
    said = {"schema": 1, "checked": options.check, "profiles": changed}
    answer(options, lambda: said, lambda: synth_table(changed, options.lang, checked=options.check))
    return FINDINGS if options.check and any(changed.values()) else OK


def _doctor(options: Options) -> int:
    from workbook.doctor import examine, to_json
    from workbook.render.tables import doctor_table

    report = examine()
    answer(options, lambda: to_json(report, options.lang), lambda: doctor_table(report, options.lang))
    return OK if report.healthy else FINDINGS


_DRAWING = Text(en="drawing", es="dibujando")
_NO_USERS = Text(
    en="--users was given for the view {view}; expected it with --view cost alone, leave it out",
    es="se dio --users para la vista {view}; solo se esperaba con --view cost, quítelo",
)
_SYNTHESIZING = Text(en="synthesizing {profile}", es="sintetizando {profile}")
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
