"""The container that answers behind a load balancer: its port, its program, and what its environment decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.flow.model import Finding
from workbook.flow.named import items
from workbook.flow.step import fails, holds, untold
from workbook.graph.model import Edge, EdgeKind, Graph, NodeId
from workbook.lang import Text
from workbook.template.model import Evidence, Resource, describe
from workbook.template.scalars import number

_CONTAINERS = "ContainerDefinitions"


@dataclass(frozen=True, slots=True)
class Container:
    """One container of a task definition, and where it stands there."""

    task: Resource
    path: str

    @property
    def name(self) -> str:
        """The name of the container."""
        return describe(self.task.get(f"{self.path}.Name"))

    def evidence(self, path: str) -> Evidence:
        """Evidence at a path below the container."""
        return self.task.evidence(f"{self.path}.{path}")

    def port_path(self, port: int) -> str | None:
        """Where the container opens a port; None where it does not."""
        mappings = items(self.task, f"{self.path}.PortMappings")
        found = (p for p in mappings if number(self.task.get(f"{p}.ContainerPort")) == port)
        return next(found, None)

    def variables(self) -> Iterator[tuple[str, str, Evidence]]:
        """The plain environment variables with a known value: name, value and place."""
        for path in items(self.task, f"{self.path}.Environment"):
            name, value = self.task.get(f"{path}.Name"), self.task.get(f"{path}.Value")
            if isinstance(name, str) and isinstance(value, str):
                yield name, value, self.task.evidence(f"{path}.Value")


def task_definition(graph: Graph, service: NodeId) -> Resource | None:
    """The task definition that a service runs, where the template holds it."""
    found = (n.resource for n in graph.successors(service, EdgeKind.RUNS) if n.type == "AWS::ECS::TaskDefinition")
    return next((r for r in found if r is not None), None)


def containers(task: Resource) -> tuple[Container, ...]:
    """The containers of a task definition."""
    return tuple(Container(task, path) for path in items(task, _CONTAINERS))


def registered(graph: Graph, edge: Edge) -> Container | None:
    """The container that a service registers in a target group, by the edge from the group to the service."""
    task = task_definition(graph, edge.target)
    if task is None:
        return None
    return next((c for c in containers(task) if c.name == edge.note), None)


def container_findings(graph: Graph, edge: Edge) -> Iterator[Finding]:
    """Whether the container that a service registers is there, opens the port, and its program listens on it."""
    port = None if edge.ports is None else edge.ports.first
    task, container = task_definition(graph, edge.target), registered(graph, edge)
    words = {"container": edge.note, "port": port}
    if task is None or port is None:
        yield untold(_UNKNOWN.format(**words), edge.evidence)
    elif container is None:
        yield fails(_NO_CONTAINER.format(**words), edge.evidence, task.evidence(_CONTAINERS))
    else:
        yield from _port_findings(container, port, edge)


def _port_findings(container: Container, port: int, edge: Edge) -> Iterator[Finding]:
    words = {"container": container.name, "port": port}
    path = container.port_path(port)
    if path is None:
        yield fails(_PORT_CLOSED.format(**words), edge.evidence, container.evidence("PortMappings"))
        return
    yield holds(_PORT_OPEN.format(**words), edge.evidence, container.task.evidence(f"{path}.ContainerPort"))
    for name, value, evidence in container.variables():
        if name == "PORT" and number(value) == port:
            yield holds(_LISTENS.format(**words), evidence)
        elif name == "PORT" and number(value) is not None:
            yield fails(_LISTENS_ELSEWHERE.format(**words, other=value), evidence, edge.evidence)


_UNKNOWN = Text(
    en="the task definition or the port of the container {container} is given from outside the template",
    es="la definición de tarea o el puerto del contenedor {container} viene de fuera de la plantilla",
)
_NO_CONTAINER = Text(
    en="the service registers the container {container}, which its task definition does not have",
    es="el servicio registra el contenedor {container}, que no existe en su definición de tarea",
)
_PORT_CLOSED = Text(
    en="the service registers port {port} of the container {container}, which the container does not open",
    es="el servicio registra el puerto {port} del contenedor {container}, que el contenedor no abre",
)
_PORT_OPEN = Text(
    en="the container {container} opens port {port}, and the service registers each task there",
    es="el contenedor {container} abre el puerto {port}, y el servicio registra ahí cada tarea",
)
_LISTENS = Text(
    en="the program is told to listen on port {port}",
    es="al programa se le indica que escuche en el puerto {port}",
)
_LISTENS_ELSEWHERE = Text(
    en="the program is told to listen on port {other}, and requests arrive on port {port}",
    es="al programa se le indica que escuche en el puerto {other}, y las peticiones llegan por el puerto {port}",
)
