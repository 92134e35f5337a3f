"""Every failure that a template lets happen."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.failures.database import database_failure, databases
from workbook.flow.failures.deployment import deployment_failure
from workbook.flow.failures.service import services
from workbook.flow.failures.task import task_failure
from workbook.flow.failures.zone import zone_failure
from workbook.flow.model import Failure
from workbook.graph.model import Graph


def failures(graph: Graph) -> Iterator[Failure]:
    """What happens when a task dies, a zone is lost, a database fails, or a deployment goes wrong."""
    running = tuple(services(graph))
    yield from (task_failure(service) for service in running)
    yield from zone_failure(graph)
    yield from (database_failure(graph, database) for database in databases(graph))
    yield from (deployment_failure(service) for service in running)
