"""Follow every request that a template takes, hop by hop, and tell what happens when a part fails."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.entries import Entry, entries
from workbook.flow.failures.all import failures
from workbook.flow.model import Break, FlowReport, Hop, Path
from workbook.flow.step import Step
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.pace import without_collection


@without_collection
def follow_requests(graph: Graph) -> FlowReport:
    """The paths of all requests with numbers that run on from one to the next, and the failures of what they use."""
    paths = tuple(_numbered(entries(graph)))
    return FlowReport(
        source=graph.assembly.name,
        digest=graph.assembly.digest,
        paths=paths,
        failures=tuple(failures(graph)),
        coverage=graph.coverage,
        why_empty=None if paths else _why_empty(graph),
    )


def _numbered(found: Iterator[Entry]) -> Iterator[Path]:
    n = 1
    for entry in found:
        path = _walk(entry, n)
        n += len(path.hops) + (path.broken is not None)
        yield path


def _walk(entry: Entry, first: int) -> Path:
    hops: list[Hop] = []
    steps: list[Step] = []
    broken: Break | None = None
    for n, step in enumerate(entry.steps, start=first):
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
    return _NO_ENTRY.format(total=graph.coverage.total)


_NO_ENTRY = Text(
    en="none of the {total} resources takes requests from users: the template holds no CloudFront distribution, load "
    "balancer or API, and nothing with an open port on the internet",
    es="ninguno de los {total} recursos acepta peticiones de usuarios: la plantilla no contiene ninguna distribución "
    "de CloudFront, ningún balanceador ni ninguna API, y nada tiene un puerto abierto en internet",
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
