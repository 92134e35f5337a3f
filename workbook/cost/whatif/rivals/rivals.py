"""The rivals of the design, with what an estimate of each counts, what it leaves out, and where it would win."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from workbook.cost.estimate import Estimate, Settings, estimate
from workbook.cost.whatif.availability import Availability, of_api
from workbook.cost.whatif.guarantees import Guarantees, guarantees
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.edit import Edit, load_edited, put, remove
from workbook.template.model import Assembly, Evidence, LogicalId, StackName
from workbook.template.raw import Raw
from workbook.template.yaml_text import read_yaml
from workbook.workload.load import Usage
from workbook.workload.traffic import typical_hours

TEMPLATES = Path(__file__).parent / "templates"
BASE = TEMPLATES / "base.yaml"
STACK = StackName("base")
REMOVE, RESOURCES, SET = "Remove", "Resources", "Set"


class Size(StrEnum):
    """The profile at whose sizes the rivals stand."""

    STANDARD = "standard"
    STARTER = "starter"


@dataclass(frozen=True, slots=True)
class Rival:
    """Another design: its template, and what an estimate of it does and does not say.

    `lacks` are sentences on what the service refuses or does not have, which no comparison of templates shows.
    """

    id: str
    title: Text
    counted: Text
    not_counted: Text
    wins: Text
    lacks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Priced:
    """A rival with its cost for one number of users, what AWS promises of its API, and what else it guarantees."""

    rival: Rival
    estimate: Estimate
    availability: Availability
    guarantees: Guarantees


def assembly(rival: Rival, size: Size = Size.STANDARD) -> Assembly:
    """The template of a rival: what all share, less what it removes, with what it adds."""
    return load_edited(*_edits(rival.id, size), source=BASE)


def graph_of(rival: Rival, size: Size = Size.STANDARD) -> Graph:
    """The graph of a rival."""
    return build_graph(assembly(rival, size))


def price(users: int, settings: Settings | None = None, size: Size = Size.STANDARD) -> tuple[Priced, ...]:
    """Every rival for a number of users, in the order of `RIVALS`.

    Raises:
        WorkloadError: the number of users or the usage cannot be used.
        PriceError: the region is unknown, or the book lacks a price for it.
    """
    chosen = settings or Settings()
    # What is said of single resources is said of the design that they belong to.
    common = Usage(chosen.usage.common)
    under = replace(chosen, usage=common)
    graphs = [(rival, graph_of(rival, size)) for rival in RIVALS]
    hours = typical_hours(common.likely)
    return tuple(
        Priced(each, estimate(graph, users, under), of_api(graph), guarantees(graph, hours)) for each, graph in graphs
    )


def _edits(name: str, size: Size) -> list[Edit]:
    """What makes a rival out of the base, with what its own sizes are; no place is named that it removes."""
    own = _read(name)
    smaller = [_read("starter"), _part(own, "Starter")] if size is Size.STARTER else []
    removed = sorted({str(one) for said in (own, *smaller) for one in _list(said.get(REMOVE))})
    edits = [put(_place(key), body) for key, body in _part(own, RESOURCES).items() if key not in removed]
    for said in smaller:
        changed = ((path, value) for path, value in _part(said, SET).items() if path.partition(".")[0] not in removed)
        edits += [put(_place(path), value) for path, value in changed]
    return edits + [remove(_place(one)) for one in removed if one not in _part(own, RESOURCES)]


def _read(name: str) -> Mapping[str, Raw]:
    said = read_yaml((TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8"), name)
    return said if isinstance(said, dict) else {}


def _part(said: Mapping[str, Raw], name: str) -> Mapping[str, Raw]:
    found = said.get(name)
    return found if isinstance(found, dict) else {}


def _list(value: Raw) -> list[Raw]:
    return value if isinstance(value, list) else []


def _place(path: str) -> Evidence:
    return Evidence(STACK, LogicalId(path.partition(".")[0]), f"Resources.{path}")


_SHARED = Text(
    en="names, site, images, secrets, messages, a log group and PostgreSQL",
    es="nombres, sitio, imágenes, secretos, mensajes, un grupo de registros y PostgreSQL",
)
ALIKE = Text(
    en="No rival counts the work of people, nor alarms, dashboard, access logs and flow logs, which the profiles have.",
    es="Ningún rival cuenta el trabajo de las personas, ni alarmas, panel, registros de acceso y de flujo, que los"
    " perfiles tienen.",
)
"""What is left out of all of them alike."""

RIVALS = (
    Rival(
        "ec2",
        Text(en="EC2 instances in an Auto Scaling group", es="instancias EC2 en un grupo de Auto Scaling"),
        Text(
            en="two instances or more with their disks, load balancer, NAT gateways, {shared}",
            es="dos instancias o más con sus discos, balanceador, puertas de enlace NAT, {shared}",
        ).format(shared=_SHARED),
        Text(
            en="patching and replacing instances and their images; CPU credits beyond the baseline; logs and data"
            " through NAT gateways, of which no template tells",
            es="parchear y sustituir las instancias y sus imágenes; créditos de CPU sobre el nivel de referencia;"
            " registros y datos por las puertas de enlace NAT, de los que ninguna plantilla habla",
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
            en="two tasks or more with an address each, the load balancer that Express Mode makes, {shared}",
            es="dos tareas o más con una dirección cada una, el balanceador que crea Express Mode, {shared}",
        ).format(shared=_SHARED),
        Text(
            en="Container Insights; the load balancer shared with other Express services, up to 25 in all; ARM"
            " processors, which only a change of the task definition afterwards brings",
            es="Container Insights; el balanceador compartido con otros servicios Express, hasta 25 en total;"
            " procesadores ARM, que solo trae un cambio posterior de la definición de tarea",
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
            en="requests, each with 1 GB for the time that is assumed, a proxy before the database, an endpoint for"
            " secrets in each zone, {shared}",
            es="peticiones, cada una con 1 GB durante el tiempo supuesto, un proxy ante la base de datos, un punto de"
            " enlace para secretos en cada zona, {shared}",
        ).format(shared=_SHARED),
        Text(
            en="cold starts of Django, and provisioned concurrency against them; connections to the database in a"
            " burst, which the proxy must hold back",
            es="arranques en frío de Django, y la concurrencia aprovisionada contra ellos; ráfagas de conexiones a la"
            " base de datos, que el proxy ha de frenar",
        ),
        Text(
            en="with long quiet hours, when the database too may sleep",
            es="con muchas horas sin uso, cuando también la base de datos puede dormir",
        ),
        (
            Text(
                en="Reach: answers that take over 30 s, and uploads over 6 MB, are refused.",
                es="Alcance: se rechazan las respuestas de más de 30 s y las subidas de más de 6 MB.",
            ),
        ),
    ),
    Rival(
        "aurora",
        Text(en="Aurora Serverless v2 for the database", es="Aurora Serverless v2 para la base de datos"),
        Text(
            en="tasks, load balancer, Container Insights and NAT gateways as in the profile, database nodes from half a"
            " capacity unit on, their storage, names, site, images, secrets, messages and a log group",
            es="tareas, balanceador, Container Insights y puertas de enlace NAT como en el perfil, nodos de base de"
            " datos desde media unidad de capacidad, su almacenamiento, nombres, sitio, imágenes, secretos, mensajes y"
            " un grupo de registros",
        ),
        Text(
            en="input and output by the request, whose number no assumption tells; backups beyond one day, for which"
            " the price book has no price",
            es="entrada y salida por petición, cuyo número no dice ningún supuesto; copias de más de un día, para las"
            " que el libro de precios no tiene precio",
        ),
        Text(
            en="with load that jumps by factors within minutes, and for reads that can go to the second node",
            es="con carga que se multiplica en minutos, y para lecturas que pueden ir al segundo nodo",
        ),
    ),
    Rival(
        "lightsail",
        Text(en="Lightsail containers and database", es="contenedores y base de datos de Lightsail"),
        Text(
            en="two container nodes with their load balancing, a database, names and site",
            es="dos nodos de contenedores con su balanceo, una base de datos, nombres y sitio",
        ),
        Text(
            en="what stands in for scaling, metrics and older logs, where somebody builds it",
            es="lo que sustituya al escalado, las métricas y los registros antiguos, si alguien lo construye",
        ),
        Text(
            en="for a first version that need not meet the brief",
            es="para una primera versión que no necesita cumplir el enunciado",
        ),
        (
            Text(
                en="Availability: nothing adds nodes by itself.",
                es="Disponibilidad: nada añade nodos por sí solo.",
            ),
            Text(
                en="Security: there is no private network of your own, no role of IAM for the program, and no log"
                " older than three days.",
                es="Seguridad: no hay red privada propia, ni rol de IAM para el programa, ni registros de más de tres"
                " días.",
            ),
        ),
    ),
)
