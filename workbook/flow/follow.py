"""Follow every request that a template takes, hop by hop, and tell what happens when a part fails."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.declared import with_undeclared
from workbook.flow.entries import Entry, entries
from workbook.flow.failures.all import failures
from workbook.flow.model import Break, FlowReport, Hop, Path
from workbook.flow.step import Step
from workbook.graph.model import Graph
from workbook.lang import RESOURCES, Text, counted
from workbook.pace import without_collection


@without_collection
def follow_requests(graph: Graph) -> FlowReport:
    """The paths of all requests with numbers that run on from one to the next, and the failures of what they use."""
    paths = tuple(_numbered(graph))
    return FlowReport(
        source=graph.assembly.name,
        digest=graph.assembly.digest,
        paths=paths,
        failures=tuple(failures(graph)),
        coverage=graph.coverage,
        why_empty=None if paths else _why_empty(graph),
    )


def _numbered(graph: Graph) -> Iterator[Path]:
    n = 1
    for entry in entries(graph):
        path = _walk(graph, entry, n)
        n += len(path.hops) + (path.broken is not None)
        yield path


def _walk(graph: Graph, entry: Entry, first: int) -> Path:
    hops: list[Hop] = []
    steps: list[Step] = []
    broken: Break | None = None
    for n, planned in enumerate(entry.steps, start=first):
        step = with_undeclared(graph, planned)
        hop = step.hop(n)
        if hop is None:
            broken = step.broken(n)
            break
        hops.append(hop)
        steps.append(step)
    back = () if broken else tuple(r for step in reversed(steps) if (r := step.back()) is not None)
    return Path(entry.kind, entry.name, tuple(hops), back, broken)


def _why_empty(graph: Graph) -> Text:
    if graph.of_type("AWS::ElasticLoadBalancingV2::TargetGroup", "AWS::ElasticLoadBalancingV2::ListenerRule"):
        return _BALANCER_OUTSIDE
    if not graph.coverage.total:
        return _NOTHING
    return _NO_ENTRY.format(total=counted(graph.coverage.total, *RESOURCES))


_NO_ENTRY = Text(
    en="nothing in the template ({total}) takes requests from users: it holds no CloudFront distribution, load "
    "balancer or API, and nothing with an open port on the internet",
    es="nada de la plantilla ({total}) acepta peticiones de usuarios: no contiene ninguna distribución de CloudFront, "
    "ningún balanceador ni ninguna API, y nada tiene un puerto abierto en internet",
)
_BALANCER_OUTSIDE = Text(
    en="requests come in through a load balancer that stands outside the template, so no path can be followed from "
    "its start",
    es="las peticiones entran por un balanceador que está fuera de la plantilla, así que no se puede seguir ningún "
    "recorrido desde su inicio",
)
_NOTHING = Text(
    en="the template declares no resource",
    es="la plantilla no declara ningún recurso",
)
