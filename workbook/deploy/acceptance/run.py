"""The acceptance test of a deployment, act by act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from urllib.parse import urlsplit

from workbook.deploy.acceptance import database, pages, watch, words
from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.acceptance.model import Act, NotHereError, attempt
from workbook.deploy.acceptance.stock import Worker, verifier
from workbook.deploy.place import Place
from workbook.deploy.stacks import EDGE, SERVICE, Stacks
from workbook.errors import DeployError
from workbook.lang import Text

_LIVE = "/healthz/live"

Trial = tuple[str, Text, Callable[[], Text]]
"""The name of an act, what it tries, and the act."""


def accept(place: Place, *, writes: bool, tell: Callable[[Text], None]) -> tuple[Act, ...]:
    """Use what is deployed as a user and as an operator do; without `writes`, nothing is changed by it.

    Raises:
        DeployError: nothing is deployed that could be used.
    """
    stacks = Stacks(place.target)
    outputs = {**stacks.outputs(EDGE), **stacks.outputs(SERVICE)}
    if not {"FrontendUrl", "ApiUrl"} <= outputs.keys():
        raise DeployError(words.NOTHING)
    site, api = (Browser(place.door(urlsplit(outputs[key]).netloc)) for key in ("FrontendUrl", "ApiUrl"))
    trials = (_user(site, api), _operator(stacks, api, writes=writes), _worker(place, site, api, writes=writes))
    acts = list[Act]()
    for name, tried, act in chain.from_iterable(trials):
        tell(tried)
        acts.append(attempt(name, tried, act, place.target.credentials))
    return tuple(acts)


def _user(site: Browser, api: Browser) -> Iterator[Trial]:
    for name, browser, path in (("pages", site, "/"), ("api", api, _LIVE)):
        yield f"{name}-redirect", words.TRY_REDIRECT[name], partial(pages.redirects, browser)
        yield f"{name}-tls", words.TRY_TLS[name], partial(pages.speaks_new_tls, browser, path)
        yield f"{name}-certificate", words.TRY_CERTIFICATE[name], partial(pages.has_certificate, browser, path)
    yield "headers", words.TRY_HEADERS, partial(pages.has_headers, site, api.origin)
    yield "deep-link", words.TRY_DEEP_LINK, partial(pages.opens_deep_links, site)
    yield "missing-asset", words.TRY_MISSING, partial(pages.misses_assets, site)
    yield "database-from-tasks", words.TRY_TASKS, partial(database.answers_tasks, api)


def _operator(stacks: Stacks, api: Browser, *, writes: bool) -> Iterator[Trial]:
    closed = partial(_leave_out, words.OPEN_HERE)
    if not stacks.target.is_local:
        closed = partial(database.is_closed_to_others, stacks)
    yield "database-from-elsewhere", words.TRY_CLOSED, closed
    yield "log-line", words.TRY_LOGS, partial(watch.finds_request, stacks, api)
    alarm = partial(watch.hears_an_alarm, stacks) if writes else partial(_leave_out, words.NOT_ASKED_FOR)
    yield "alarm", words.TRY_ALARM, alarm


def _worker(place: Place, site: Browser, api: Browser, *, writes: bool) -> Iterator[Trial]:
    if not writes:
        yield "sign-in", words.TRY_SIGN_IN, partial(_leave_out, words.NOT_ASKED_FOR)
        yield "stock-movement", words.TRY_MOVEMENT, partial(_leave_out, words.NOT_ASKED_FOR)
        return
    try:
        with verifier(place.target) as password:
            worker = Worker(api, password, site.origin)
            yield "sign-in", words.TRY_SIGN_IN, worker.sign_in
            yield "stock-movement", words.TRY_MOVEMENT, worker.move_stock
    except DeployError as error:
        yield "verifier", words.TRY_VERIFIER, partial(_fail, error)


def _leave_out(why: Text) -> Text:
    raise NotHereError(why)


def _fail(error: DeployError) -> Text:
    raise error
