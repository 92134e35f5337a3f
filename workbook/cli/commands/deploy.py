"""The commands that change what is deployed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.cli.answer import FINDINGS, OK, answer
from workbook.cli.arguments import Options
from workbook.cli.place import AWS, at_place, local_place
from workbook.errors import DeployError, UsageError
from workbook.lang import Text
from workbook.streams import complain

if TYPE_CHECKING:
    from workbook.deploy.place import Place
    from workbook.deploy.plan import Plan
    from workbook.deploy.release import Release
    from workbook.deploy.state import State

FIRST_STAGE = "100"


def _in_turn(work: Callable[[Options, Place], int]) -> Callable[[Options, Place], int]:
    """A command that changes what is deployed while no other does."""

    def run(options: Options, place: Place) -> int:
        from workbook.deploy.turns import turn

        with turn(place.folder):
            return work(options, place)

    return run


@at_place
@_in_turn
def _deploy(options: Options, place: Place) -> int:
    from workbook.deploy.plan import plan
    from workbook.render.deploying import deploying

    with deploying(options.lang) as progress:
        release = _published_by(options.publisher, place.release(_profile(options), progress))
        planned = plan(release.cdk, progress)
    planned.check(allow_replacement=options.allow_replacement)
    _ask_before(options, place, release, planned)
    try:
        with deploying(options.lang) as progress:
            state = place.deploy(release, progress)
    except KeyboardInterrupt:
        complain([_INTERRUPTED[options.lang]])
        raise
    return _tell(options, state)


@at_place
@_in_turn
def _diff(options: Options, place: Place) -> int:
    from workbook.deploy.plan import plan, to_json
    from workbook.render.deploying import deploying, plan_page

    with place.as_found(), deploying(options.lang) as progress:
        planned = plan(place.release(_profile(options), progress).cdk, progress)
    answer(options, lambda: to_json(planned), lambda: plan_page(planned, options.lang))
    return FINDINGS if planned.changes else OK


@at_place
@_in_turn
def _destroy(options: Options, place: Place) -> int:
    from workbook.render.deploying import deploying
    from workbook.render.ending import ending_json, ending_page

    if options.target == AWS:
        _confirm(options, _DESTROY.format(account=place.target.account))
    with deploying(options.lang) as progress:
        ending = place.destroy(progress, delete_database=options.delete_database)
    answer(options, lambda: ending_json(ending, options.lang), lambda: ending_page(ending, options.lang))
    return OK if ending.is_clean else FINDINGS


def _stop(options: Options) -> int:
    from workbook.deploy.state import to_json
    from workbook.deploy.turns import turn
    from workbook.render.deployment import deployment_page, stopped_page

    place = local_place()
    with turn(place.folder):
        was_running = place.cloud.is_running()
        place.cloud.stop()
    state, lang = place.state(), options.lang
    answer(options, lambda: to_json(state), lambda: stopped_page(lang) if was_running else deployment_page(state, lang))
    return OK


def _start(options: Options) -> int:
    from workbook.deploy.turns import turn

    place = local_place()
    with turn(place.folder):
        place.cloud.start()
    return _tell(options, place.state())


def _profile(options: Options) -> str:
    from workbook.template.source import PROFILES, check_profile

    profile: str = options.profile or PROFILES[0]
    check_profile(profile)
    return profile


def _published_by(credentials: str | None, release: Release) -> Release:
    """The release, whose pages somebody else uploads where that is named; known before anything is changed.

    Raises:
        DeployError: the credentials are of another account.
    """
    from workbook.deploy.account.checks import identify

    if credentials is None:
        return release
    publisher = replace(release.target, credentials=credentials)
    identify(publisher)
    return replace(release, publisher=publisher)


def _ask_before(options: Options, place: Place, release: Release, planned: Plan) -> None:
    """Say what is about to be made in an account and what it costs, once that has been looked at."""
    from workbook.cost.estimate import Settings, estimate
    from workbook.deploy.account.place import AccountPlace
    from workbook.graph.build import build_graph
    from workbook.render.account import account_page
    from workbook.render.console import plain_text
    from workbook.template.source import load_assembly
    from workbook.workload.users import parse_users

    if not isinstance(place, AccountPlace):
        return
    examination = place.examine(release)
    graph = build_graph(load_assembly(release.cdk.assembly))
    cost = estimate(graph, parse_users(options.users or FIRST_STAGE), Settings())
    complain(plain_text(account_page(place.settings, examination, planned, cost, options.lang)).splitlines())
    examination.check()
    _confirm(options, _DEPLOY.format(account=place.settings.account, region=place.settings.region))


def _confirm(options: Options, question: Text) -> None:
    """Ask on the terminal; whoever passes --yes has decided before.

    Raises:
        UsageError: there is nobody to ask.
        DeployError: the answer is no.
    """
    if options.yes:
        return
    if not sys.stdin or not sys.stdin.isatty():
        raise UsageError(_NOBODY)
    complain([question[options.lang]])
    if sys.stdin.readline().strip().lower() not in {"yes", "y", "sí", "si", "s"}:
        raise DeployError(_DECLINED)


def _tell(options: Options, state: State) -> int:
    from workbook.deploy.state import to_json
    from workbook.render.deployment import deployment_page

    answer(options, lambda: to_json(state), lambda: deployment_page(state, options.lang))
    return OK


_DEPLOY = Text(
    en="Deploy this to account {account} in {region}? Type yes:",
    es="¿Desplegar esto en la cuenta {account}, en {region}? Escriba sí:",
)
_DESTROY = Text(
    en="Delete the stacks of account {account} with everything in them? Type yes:",
    es="¿Borrar las pilas de la cuenta {account} con todo lo que contienen? Escriba sí:",
)
_NOBODY = Text(
    en="nobody can be asked, since standard input is no terminal; pass --yes once you have read what would happen",
    es="no se puede preguntar a nadie, pues la entrada estándar no es una terminal; pase --yes cuando haya leído qué "
    "ocurriría",
)
_DECLINED = Text(
    en="nothing was changed, since the answer was not yes",
    es="no se cambió nada, pues la respuesta no fue sí",
)
_INTERRUPTED = Text(
    en="Interrupted. Run the command again: it waits for what CloudFormation may still be doing, and goes on from "
    "there.",
    es="Interrumpido. Repita la orden: espera a lo que CloudFormation aún esté haciendo y continúa desde ahí.",
)

RUNS: Mapping[str, Callable[[Options], int]] = {
    "deploy": _deploy,
    "diff": _diff,
    "stop": _stop,
    "start": _start,
    "destroy": _destroy,
}
