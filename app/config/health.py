"""Two questions about health: does the process answer, and could it serve.

The load balancer asks the first alone: it replaces tasks that fail, and a slow database is not mended by new tasks.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

LIVE = "/healthz/live"
READY = "/healthz/ready"


class HealthMiddleware:
    """Answers by path before anything looks at the host: probes name the task by its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a question about health, or go on."""
        if request.path == LIVE:
            return _uncached(JsonResponse({"status": "live"}))
        if request.path == READY:
            return _uncached(self._ready())
        return self._get_response(request)

    def _ready(self) -> HttpResponse:
        reasons = self._reasons()
        if reasons:
            return JsonResponse({"status": "not ready", "reasons": reasons}, status=503, headers={"Retry-After": "5"})
        return JsonResponse({"status": "ready"})

    def _reasons(self) -> list[str]:
        """Why no request could be served; in words that tell strangers neither names nor addresses."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            # Migrations that were made are not unmade while this process runs, so they are counted until none lacks.
            missing = 0 if self._migrated else missing_migrations()
        except (DatabaseError, InterfaceError):  # in Django the second is none of the first
            return ["the database does not answer"]
        self._migrated = missing == 0
        return [f"{missing} migrations are missing from the database; run manage.py migrate"] if missing else []


def missing_migrations() -> int:
    """How many migrations of this version the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
