"""The commands that look at what is deployed."""

from __future__ import annotations

import re
import time
import webbrowser
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from workbook.cli.answer import FINDINGS, OK, answer, answer_json, answer_words
from workbook.cli.arguments import Options
from workbook.cli.place import at_place
from workbook.errors import DeployError, UsageError
from workbook.lang import Text
from workbook.streams import complain, say

if TYPE_CHECKING:
    from workbook.deploy.live.model import Report
    from workbook.deploy.place import Place

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SINCE = "15m"


@at_place
def _verify(options: Options, place: Place) -> int:
    from workbook.deploy.acceptance.model import Outcome
    from workbook.deploy.acceptance.run import accept
    from workbook.deploy.live.engine import read_back
    from workbook.render.deploying import deploying
    from workbook.render.verified import verified_json, verified_page

    with deploying(options.lang) as progress:
        target, deployed = place.target, place.deployed(progress)
        progress.step(_READING)
        report = read_back(target, deployed)
        acts = accept(place, writes=not options.no_writes, tell=progress.step)
    lang = options.lang
    answer(options, lambda: verified_json(report, acts, lang), lambda: verified_page(report, acts, lang))
    works = _is_proved(report) and all(act.outcome is not Outcome.FAILS for act in acts)
    return OK if works else FINDINGS


@at_place
def _drift(options: Options, place: Place) -> int:
    from workbook.deploy.live.deployed import Basis
    from workbook.deploy.live.engine import read_back
    from workbook.render.deploying import deploying
    from workbook.render.verified import drift_json, drift_page

    with deploying(options.lang) as progress:
        target, deployed = place.target, place.deployed(progress)
        progress.step(_READING)
        report = read_back(target, deployed, Basis.DEPLOYED)
    lang = options.lang
    answer(options, lambda: drift_json(report, lang), lambda: drift_page(report, lang))
    return OK if _is_proved(report) else FINDINGS


def _is_proved(report: Report) -> bool:
    """Nothing differs, and nothing is unread as a whole, of which nobody knows whether it does."""
    return report.is_equal and not report.resource_counts.unreadable


@at_place
def _status(options: Options, place: Place) -> int:
    from workbook.deploy.state import to_json
    from workbook.render.deployment import deployment_page

    state = place.state()
    answer(options, lambda: to_json(state), lambda: deployment_page(state, options.lang))
    return OK


@at_place
def _open(options: Options, place: Place) -> int:
    from workbook.deploy.state import to_json
    from workbook.render.deployment import deployment_page

    _ = place.target  # which says so where it does not run
    state = place.state()
    pages = (state.addresses or {}).get("pages")
    if pages is None:
        raise DeployError(_NOTHING_TO_OPEN)
    if not webbrowser.open(pages):
        complain([_NO_BROWSER.format(address=pages)[options.lang]])
    answer(options, lambda: to_json(state), lambda: deployment_page(state, options.lang))
    return OK


@at_place
def _logs(options: Options, place: Place) -> int:
    from workbook.deploy.logs import follow_logs, read_logs
    from workbook.deploy.stacks import Stacks
    from workbook.render.deployed_logs import log_line, log_words, logs_json

    since = max(0, int((time.time() - _seconds(options.since or _SINCE)) * 1000))
    stacks = Stacks(place.target)
    if not options.follow:
        lines = read_logs(stacks, since, options.filter or "")
        if options.json:
            answer_json(options, logs_json(lines))
        else:  # whoever reads them further wants each on a line of its own, as long as it is
            answer_words(options, log_words(lines, options.lang))
        return OK
    if options.json or options.output:
        raise UsageError(_FOLLOWED)
    for line in follow_logs(stacks, since, options.filter or ""):
        say(f"{log_line(line)}\n")
    return OK


def _seconds(since: str) -> int:
    found = re.fullmatch(r"(\d{1,6})([smhd])", since)
    if not found:
        raise UsageError(_NO_TIME.format(since=since))
    return int(found[1]) * _UNITS[found[2]]


_READING = Text(en="Reading every resource back", es="Leyendo cada recurso")
_NOTHING_TO_OPEN = Text(
    en="nothing is deployed that could be opened; deploy it with: workbook deploy",
    es="no hay nada desplegado que se pueda abrir; despliéguelo con: workbook deploy",
)
_NO_BROWSER = Text(
    en="No browser was found on this machine; open {address} yourself.",
    es="No se encontró ningún navegador en esta máquina; abra {address} por su cuenta.",
)
_NO_TIME = Text(
    en="--since cannot be used, got {since}, expected a number with s, m, h or d behind it, such as 15m",
    es="--since no se puede usar, se recibió {since} y se esperaba un número seguido de s, m, h o d, como 15m",
)
_FOLLOWED = Text(
    en="--follow never ends, so it writes lines to the screen only; leave out --json and --output",
    es="--follow no termina nunca, así que solo escribe líneas en la pantalla; quite --json y --output",
)

RUNS: Mapping[str, Callable[[Options], int]] = {
    "verify": _verify,
    "drift": _drift,
    "status": _status,
    "open": _open,
    "logs": _logs,
}
