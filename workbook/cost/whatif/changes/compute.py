"""What the tasks run on, and how large they are."""

from __future__ import annotations

from workbook.cost.demand.task_facts import SERVICE, TASK, task_size
from workbook.cost.number import MIB_PER_GB, UNITS_PER_VCPU
from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative, Change, Topic
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.graph.task_sizes import offered
from workbook.lang import Text
from workbook.template.model import Resource
from workbook.template.raw import Raw


def architecture(wanted: str) -> Change:
    """A change of the processor that task definitions ask for: `ARM64` or `X86_64`."""

    def change(draft: Draft) -> Text | None:
        for task in draft.graph.resources(TASK):
            if task.get("RuntimePlatform.CpuArchitecture", "X86_64") != wanted:
                draft.put(task, "RuntimePlatform.CpuArchitecture", wanted)
        return None if draft.edits else _SAME

    return change


def spot(base: int, on_demand: int) -> Change:
    """A change to Spot capacity, with so many tasks on demand first, and then that weight for each Spot task."""

    def change(draft: Draft) -> Text | None:
        strategy: list[Raw] = [{"CapacityProvider": "FARGATE_SPOT", "Weight": 1}]
        if base or on_demand:
            strategy.append({"CapacityProvider": "FARGATE", "Base": base, "Weight": on_demand})
        for service in _services(draft.graph):
            draft.drop(service, "LaunchType")
            draft.put(service, "CapacityProviderStrategy", strategy)
        return None if draft.edits else _NO_SERVICE

    return change


def resized(factor: float) -> Change:
    """A change of CPU and memory of the tasks that services run, by a factor of two up or down."""

    def change(draft: Draft) -> Text | None:
        for task in _run_by_services(draft.graph):
            size = task_size(task)
            if size is None:
                continue
            cpu, memory = size.vcpus * UNITS_PER_VCPU * factor, size.memory_gb * MIB_PER_GB * factor
            if offered(cpu, memory):
                draft.put(task, "Cpu", f"{cpu:.0f}")
                draft.put(task, "Memory", f"{memory:.0f}")
        return None if draft.edits else _NO_SIZE

    return change


def _services(graph: Graph) -> list[Resource]:
    return [service for service in graph.resources(SERVICE) if service.get("LaunchType", "FARGATE") == "FARGATE"]


def _run_by_services(graph: Graph) -> list[Resource]:
    tasks = (task for service in _services(graph) for task in graph.successors(node_id(service), EdgeKind.RUNS))
    return list({task.id: task.resource for task in tasks if task.resource is not None}.values())


_SAME = Text(
    en="no service runs tasks on Fargate that ask for another processor",
    es="ningún servicio ejecuta en Fargate tareas que pidan otro procesador",
)
_NO_SERVICE = Text(en="no service runs on Fargate", es="ningún servicio se ejecuta en Fargate")
_NO_SIZE = Text(
    en="no service runs tasks that have a neighbour of that size",
    es="ningún servicio ejecuta tareas con un tamaño vecino",
)
_INTERRUPTED = Text(
    en="AWS may have no Spot tasks to give when it is busy, and their price moves.",
    es="AWS puede no tener tareas Spot que dar cuando hay mucha demanda, y su precio varía.",
)

ALTERNATIVES = (
    Alternative("arm", Topic.COMPUTE, Text(en="ARM processors", es="procesadores ARM"), architecture("ARM64")),
    Alternative(
        "x86",
        Topic.COMPUTE,
        Text(en="x86 processors", es="procesadores x86"),
        architecture("X86_64"),
        Text(
            en="For programs that exist for no other processor.",
            es="Para programas que no existen para otro procesador.",
        ),
    ),
    Alternative(
        "spot", Topic.COMPUTE, Text(en="all tasks on Spot", es="todas las tareas en Spot"), spot(0, 0), _INTERRUPTED
    ),
    Alternative(
        "mixed",
        Topic.COMPUTE,
        Text(
            en="one task on demand, then half of the rest on Spot",
            es="una tarea bajo demanda, y del resto la mitad en Spot",
        ),
        spot(1, 1),
        _INTERRUPTED,
    ),
    Alternative(
        "smaller-tasks",
        Topic.COMPUTE,
        Text(en="tasks of half the size", es="tareas de la mitad de tamaño"),
        resized(0.5),
        Text(
            en="Start and slow requests take longer, and twice as many tasks carry the same load.",
            es="El arranque y las peticiones lentas tardan más, y la misma carga pide el doble de tareas.",
        ),
    ),
    Alternative(
        "larger-tasks",
        Topic.COMPUTE,
        Text(en="tasks of twice the size", es="tareas del doble de tamaño"),
        resized(2),
        Text(
            en="Start and slow requests take less time, and half as many tasks carry the same load.",
            es="El arranque y las peticiones lentas tardan menos, y la misma carga pide la mitad de tareas.",
        ),
    ),
)
