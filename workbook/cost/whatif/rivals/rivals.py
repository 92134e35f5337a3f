"""The rivals of the design, with what an estimate of each counts, what it leaves out, and where it would win."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from workbook.cost.estimate import Estimate, Settings, estimate
from workbook.cost.whatif.availability import Availability, of_api
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.edit import Edit, load_edited, put, remove
from workbook.template.model import Evidence, LogicalId, StackName
from workbook.template.yaml_text import read_yaml
from workbook.workload.load import Usage

TEMPLATES = Path(__file__).parent / "templates"
BASE = TEMPLATES / "base.yaml"
STACK = StackName("base")


@dataclass(frozen=True, slots=True)
class Rival:
    """Another design: its template, and what an estimate of it does and does not say."""

    id: str
    title: Text
    counted: Text
    not_counted: Text
    wins: Text


@dataclass(frozen=True, slots=True)
class Priced:
    """A rival with its cost for one number of users, and what AWS promises of its API."""

    rival: Rival
    estimate: Estimate
    availability: Availability


def graph_of(rival: Rival) -> Graph:
    """The graph of a rival: what all share, less what it removes, with what it adds."""
    return build_graph(load_edited(*_edits(rival.id), source=BASE))


def price(users: int, settings: Settings | None = None) -> tuple[Priced, ...]:
    """Every rival for a number of users, in the order of `RIVALS`.

    Raises:
        WorkloadError: the number of users or the usage cannot be used.
        PriceError: the region is unknown, or the book lacks a price for it.
    """
    chosen = settings or Settings()
    # What is said of single resources is said of the design that they belong to.
    common = replace(chosen, usage=Usage(chosen.usage.common))
    priced = []
    for rival in RIVALS:
        graph = graph_of(rival)
        priced.append(Priced(rival, estimate(graph, users, common), of_api(graph)))
    return tuple(priced)


def _edits(name: str) -> list[Edit]:
    """What makes a rival out of the base, in the form of a template without its head."""
    said = read_yaml((TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8"), name)
    taken, added = (said.get(part) if isinstance(said, dict) else None for part in ("Remove", "Resources"))
    edits = [remove(_place(str(one))) for one in (taken if isinstance(taken, list) else ())]
    return edits + [put(_place(key), body) for key, body in (added if isinstance(added, dict) else {}).items()]


def _place(logical_id: str) -> Evidence:
    return Evidence(STACK, LogicalId(logical_id), f"Resources.{logical_id}")


_SHARED = Text(
    en="names, site, secrets, a log group and PostgreSQL on two nodes",
    es="nombres, sitio, secretos, un grupo de registros y PostgreSQL en dos nodos",
)

RIVALS = (
    Rival(
        "ec2",
        Text(en="EC2 instances in an Auto Scaling group", es="instancias EC2 en un grupo de Auto Scaling"),
        Text(
            en="two t4g.small or more with their disks, load balancer, a NAT gateway in each zone, {shared}",
            es="dos t4g.small o más con sus discos, balanceador, una puerta de enlace NAT por zona, {shared}",
        ).format(shared=_SHARED),
        Text(
            en="the hours of whoever patches and replaces instances and images; CPU credits beyond the baseline",
            es="las horas de quien parchea y sustituye instancias e imágenes; créditos de CPU más allá de la base",
        ),
        Text(
            en="with steady load and somebody who looks after machines anyway",
            es="con carga constante y alguien que cuide máquinas de todos modos",
        ),
    ),
    Rival(
        "express",
        Text(en="ECS Express Mode", es="ECS Express Mode"),
        Text(
            en="two tasks with addresses in public subnets, the load balancer that Express Mode makes, {shared}",
            es="dos tareas con direcciones en subredes públicas, el balanceador que crea Express Mode, {shared}",
        ).format(shared=_SHARED),
        Text(
            en="its load balancer may be shared with other Express services, up to 25; its tasks are in public subnets,"
            " not in private ones as the brief wants",
            es="su balanceador puede compartirse con otros servicios Express, hasta 25; sus tareas están en subredes"
            " públicas y no en privadas, como quiere el enunciado",
        ),
        Text(
            en="with several small services, or nobody who wants to see a network",
            es="con varios servicios pequeños, o si nadie quiere ver una red",
        ),
    ),
    Rival(
        "lambda",
        Text(en="Lambda behind API Gateway", es="Lambda detrás de API Gateway"),
        Text(
            en="requests, 100 ms with 1 GB for each, a proxy before the database, an endpoint for secrets, {shared}",
            es="peticiones, 100 ms con 1 GB para cada una, un proxy ante la base de datos, un punto de enlace para"
            " secretos, {shared}",
        ).format(shared=_SHARED),
        Text(
            en="cold starts of Django, requests longer than 29 s, uploads over 6 MB, provisioned concurrency",
            es="arranques en frío de Django, peticiones de más de 29 s, subidas de más de 6 MB, concurrencia"
            " aprovisionada",
        ),
        Text(
            en="with long quiet hours, when the database too may sleep",
            es="con muchas horas sin uso, cuando también la base de datos puede dormir",
        ),
    ),
    Rival(
        "aurora",
        Text(en="Aurora Serverless v2 for the database", es="Aurora Serverless v2 para la base de datos"),
        Text(
            en="the tasks, the load balancer and the NAT gateways of the standard profile, a writer and a reader from"
            " half a capacity unit on, storage",
            es="las tareas, el balanceador y las puertas de enlace NAT del perfil standard, un escritor y un lector"
            " desde media unidad de capacidad, almacenamiento",
        ),
        Text(
            en="input and output by the request, whose number no assumption tells: the rate is shown",
            es="entrada y salida por petición, cuyo número no dice ningún supuesto: se muestra la tarifa",
        ),
        Text(
            en="with load that jumps by factors within minutes, and for reads that can go to the second node",
            es="con carga que salta varios múltiplos en minutos, y para lecturas que pueden ir al segundo nodo",
        ),
    ),
    Rival(
        "lightsail",
        Text(en="Lightsail containers and database", es="contenedores y base de datos de Lightsail"),
        Text(
            en="two container nodes, a database with a standby, names and site",
            es="dos nodos de contenedores, una base de datos con réplica en espera, nombres y sitio",
        ),
        Text(
            en="no scaling by itself, no private network of your own, logs kept for three days, no IAM roles for tasks",
            es="sin escalado automático, sin red privada propia, registros guardados tres días, sin roles de IAM para"
            " las tareas",
        ),
        Text(
            en="for a first version that need not meet the brief",
            es="para una primera versión que no necesita cumplir el enunciado",
        ),
    ),
)
