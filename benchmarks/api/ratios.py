"""One measured run: CPU of this process for each request, ours beside the bare one; prints figures as JSON.

The database's own CPU is left out: both ask it for the same rows. "endpoint" is Django with its routing and the
endpoint, without middleware, for a user who is there; "whole" has all middleware and signs in by the session's cookie.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from psycopg_pool import ConnectionPool

from benchmarks.api.bare import Bare
from benchmarks.api.place import inventory
from benchmarks.api.requests import Application, Request, send
from embedded.postgres import EmbeddedPostgres

ROWS = 1000
LIMIT = 25
SLICE = 20  # requests in a row, so that the clock's own steps do not count

Tasks = Mapping[tuple[str, str], tuple[Application, Request]]


def main(rounds: int) -> None:
    """Measure all tasks in turns, so that what else the machine does weighs on all of them alike."""
    with inventory(ROWS) as postgres, _pool(postgres) as pool:
        tasks = _tasks(pool)
        microseconds = _measure(tasks, rounds)
        answer = {
            "microseconds": {" ".join(name): round(statistics.median(spent)) for name, spent in microseconds.items()},
            "ratios": _ratios(microseconds),
            "shares": _shares(*tasks["list", "whole"]),
        }
    sys.stdout.write(json.dumps(answer))


class KnownUser:
    """Middleware for which the user of the benchmark has signed in already, and forges nothing."""

    user: Any = None

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on as that user."""
        request.user = self.user
        request.META["inventory.request_id"] = "0" * 32
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined] # noqa: SLF001 - Django's own name for it
        return self._get_response(request)


def _pool(postgres: EmbeddedPostgres) -> ConnectionPool:
    # With a health check as ours has, since whoever runs either needs it.
    return ConnectionPool(
        postgres.url,
        kwargs={"autocommit": True},
        min_size=1,
        max_size=4,
        check=ConnectionPool.check_connection,
        open=True,
    )


def _tasks(pool: ConnectionPool) -> Tasks:
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - Django is set up only now
    from django.test import override_settings  # noqa: PLC0415 - as above

    from benchmarks.api.sign_in import sign_in, user  # noqa: PLC0415 - as above
    from inventory.models import Location, Product  # noqa: PLC0415 - as above

    KnownUser.user = user()
    whole = WSGIHandler()
    with override_settings(MIDDLEWARE=[f"{KnownUser.__module__}.{KnownUser.__qualname__}"]):
        endpoint = WSGIHandler()
    bare = Bare(pool, user_id=KnownUser.user.pk, limit=LIMIT)
    product, location = Product.objects.filter(active=True).first(), Location.objects.filter(active=True).first()
    if product is None or location is None:
        raise RuntimeError("the demo data hold no active product or location")
    who = sign_in()
    receipt = json.dumps({"product_id": product.pk, "location_id": location.pk, "quantity": 1}).encode()
    requests = {
        "list": (bare.list, Request(f"/products?limit={LIMIT}", who)),
        "detail": (bare.detail, Request(f"/products/{product.pk}", who)),
        "receipt": (bare.receipt, Request("/movements/receipts", who, receipt)),
    }
    return {
        (name, way): (application, request)
        for name, (least, request) in requests.items()
        for way, application in (("bare", least), ("endpoint", endpoint), ("whole", whole))
    }


def _measure(tasks: Tasks, rounds: int) -> dict[tuple[str, str], list[float]]:
    """Microseconds of CPU for a request, in each round."""
    spent: dict[tuple[str, str], list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name in random.sample(list(tasks), len(tasks)):
            application, request = tasks[name]
            environs = [request.environ() for _ in range(SLICE)]
            started = time.process_time()
            for environ in environs:
                send(application, environ)
            spent[name].append((time.process_time() - started) / SLICE * 1e6)
    return spent


def _ratios(microseconds: Mapping[tuple[str, str], list[float]]) -> dict[str, float]:
    """The median of the ratios of each round."""
    return {
        f"{name} {way}": statistics.median(
            ours / least for ours, least in zip(spent, microseconds[name, "bare"], strict=True)
        )
        for (name, way), spent in microseconds.items()
        if way != "bare"
    }


def _shares(application: Application, request: Request) -> dict[str, float]:
    """Which share of the CPU of a task goes into the code of which package, the largest first."""
    profile = cProfile.Profile(time.process_time)
    environs = [request.environ() for _ in range(500)]
    profile.enable()
    for environ in environs:
        send(application, environ)
    profile.disable()
    seconds: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        seconds[_package(file)] += own
    return {name: round(spent / seconds.total(), 3) for name, spent in seconds.most_common()}


def _package(file: str) -> str:
    parts = Path(file).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "app" if "app" in parts else "python"


if __name__ == "__main__":
    main(int(sys.argv[1]))
