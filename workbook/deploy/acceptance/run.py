"""The acceptance test of a deployment, act by act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlsplit

from workbook.deploy.acceptance import database, pages, watch, words
from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.acceptance.model import Act, Outcome, attempt
from workbook.deploy.acceptance.stock import Worker, verifier
from workbook.deploy.place import Place
from workbook.deploy.stacks import EDGE, SERVICE, Stacks
from workbook.errors import DeployError
from workbook.lang import Text

_LIVE = "/healthz/live"


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
    acts = list[Act]()
    for act in (*_user(site, api), *_operator(stacks, api, writes=writes), *_worker(place, site, api, writes=writes)):
        tell(act.tried)
        acts.append(act)
    return tuple(acts)


def _user(site: Browser, api: Browser) -> Iterator[Act]:
    for name, browser, path in (("pages", site, "/"), ("api", api, _LIVE)):
        yield attempt(f"{name}-redirect", words.TRY_REDIRECT[name], partial(pages.redirects, browser))
        yield attempt(f"{name}-tls", words.TRY_TLS[name], partial(pages.speaks_new_tls, browser, path))
        yield attempt(f"{name}-certificate", words.TRY_CERTIFICATE[name], partial(pages.has_certificate, browser, path))
    yield attempt("headers", words.TRY_HEADERS, partial(pages.has_headers, site, api.origin))
    yield attempt("deep-link", words.TRY_DEEP_LINK, partial(pages.opens_deep_links, site))
    yield attempt("missing-asset", words.TRY_MISSING, partial(pages.misses_assets, site))
    yield attempt("database-from-tasks", words.TRY_TASKS, partial(database.answers_tasks, api))


def _operator(stacks: Stacks, api: Browser, *, writes: bool) -> Iterator[Act]:
    if stacks.target.is_local:
        yield Act("database-from-elsewhere", words.TRY_CLOSED, Outcome.NOT_HERE, words.OPEN_HERE)
    else:
        yield attempt("database-from-elsewhere", words.TRY_CLOSED, partial(database.is_closed_to_others, stacks))
    yield attempt("log-line", words.TRY_LOGS, partial(watch.finds_request, stacks, api))
    alarm = watch.alarm_of(stacks)
    if not writes or alarm is None:
        why = words.NO_ALARM if writes else words.NOT_ASKED_FOR
        yield Act("alarm", words.TRY_ALARM, Outcome.NOT_HERE, why)
    else:
        yield attempt("alarm", words.TRY_ALARM, partial(watch.hears_alarm, stacks, alarm))


def _worker(place: Place, site: Browser, api: Browser, *, writes: bool) -> Iterator[Act]:
    if not writes:
        yield Act("sign-in", words.TRY_SIGN_IN, Outcome.NOT_HERE, words.NOT_ASKED_FOR)
        yield Act("stock-movement", words.TRY_MOVEMENT, Outcome.NOT_HERE, words.NOT_ASKED_FOR)
        return
    try:
        with verifier(place.target) as password:
            worker = Worker(api, password, site.origin)
            yield attempt("sign-in", words.TRY_SIGN_IN, worker.sign_in)
            yield attempt("stock-movement", words.TRY_MOVEMENT, worker.move_stock)
    except DeployError as error:
        yield Act("verifier", words.TRY_VERIFIER, Outcome.FAILS, error.problems[0])
