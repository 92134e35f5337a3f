"""The commands about what is deployed to this machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from workbook.cli.answer import OK, answer
from workbook.cli.arguments import Options
from workbook.lang import Text
from workbook.streams import complain
from workbook.template.source import SNAPSHOTS

if TYPE_CHECKING:
    from workbook.deploy.local import Checkout
    from workbook.deploy.state import State

ROOT = SNAPSHOTS.parents[1]
"""Of the checkout that is deployed."""


def _deploy(options: Options) -> int:
    from workbook.deploy.release import Progress
    from workbook.template.source import PROFILES, check_profile

    profile = options.profile or PROFILES[0]
    check_profile(profile)

    def say_step(step: Text) -> None:
        complain([f"{step[options.lang]} ..."])

    return _tell(options, _checkout().deploy(profile, Progress(say_step, lambda _: None)))


def _status(options: Options) -> int:
    from workbook.deploy.state import state_of

    return _tell(options, state_of(_checkout().cloud))


def _stop(options: Options) -> int:
    from workbook.deploy.state import state_of

    cloud = _checkout().cloud
    cloud.stop()
    return _tell(options, state_of(cloud))


def _start(options: Options) -> int:
    from workbook.deploy.state import state_of

    cloud = _checkout().cloud
    cloud.start()
    return _tell(options, state_of(cloud))


def _destroy(options: Options) -> int:
    from workbook.deploy.state import state_of

    cloud = _checkout().cloud
    cloud.remove()
    return _tell(options, state_of(cloud))


def _checkout() -> Checkout:
    from workbook.deploy.local import Checkout

    return Checkout(ROOT)


def _tell(options: Options, state: State) -> int:
    from workbook.deploy.state import to_json
    from workbook.render.deployment import deployment_page

    answer(options, lambda: to_json(state), lambda: deployment_page(state, options.lang))
    return OK


RUNS: Mapping[str, Callable[[Options], int]] = {
    "deploy": _deploy,
    "status": _status,
    "stop": _stop,
    "start": _start,
    "destroy": _destroy,
}
