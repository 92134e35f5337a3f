"""The exercises of lesson 4: price the architecture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from workbook.cost.estimate import Estimate, estimate, total
from workbook.cost.prices.load import default_book
from workbook.cost.readers.task_facts import SERVICE, run_by, task_size
from workbook.cost.whatif.break_even import break_even
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.weigh import Source, weigh
from workbook.graph.build import build_graph
from workbook.graph.model import Graph, node_id
from workbook.graph.queries import internet_facing
from workbook.lang import Text, money
from workbook.lessons.answers import NOTHING_CHANGED, graph_of, names
from workbook.lessons.exercise import Exercise, Misconception, WrongKindError
from workbook.template.model import Assembly
from workbook.template.scalars import flag
from workbook.template.source import load_profile

FIRST, LATER = 100, 1000
BUDGET = Decimal(120)
"""What the last exercise may cost a month, in USD."""
PLAN = "1yr-no-upfront"
CENT = Decimal("0.01")

DATABASE, ADDRESSES, BALANCER, GATEWAY = (
    "database instance with a standby (Multi-AZ)",
    "public IPv4 addresses",
    "application load balancer",
    "NAT gateway",
)


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, with the answers that the committed `standard` snapshot gives."""
    graph = build_graph(load_profile("standard"))
    found = (_what_grows(graph), _one_gateway(), _wrong_bill(), _break_even(graph), _within_the_budget(graph))
    return {exercise.id: exercise for exercise in found}


def _estimate(graph: Graph, users: int) -> Estimate:
    return _cached(graph.assembly, users)


@lru_cache(maxsize=8)
def _cached(assembly: Assembly, users: int) -> Estimate:
    return estimate(build_graph(assembly), users)


def bill(graph: Graph, users: int = FIRST) -> dict[str, Decimal]:
    """What each component costs a month, by its English name, to the cent."""
    found: dict[str, Decimal] = {}
    for line in _estimate(graph, users).lines:
        name = line.charge.component.name.en
        found[name] = found.get(name, Decimal(0)) + (line.monthly or Decimal(0))
    return {name: amount.quantize(CENT, ROUND_HALF_UP) for name, amount in found.items()}


def colleagues_bill() -> dict[str, Decimal]:
    """The bill of a colleague who made two mistakes: two single databases, and a load balancer without addresses."""
    graph = build_graph(load_profile("standard"))
    right = bill(graph)
    kept = (GATEWAY, DATABASE, "Fargate vCPU", BALANCER, ADDRESSES, "Fargate memory", "database storage")
    single = default_book().find("rds.instance.postgres.db.t4g.small.single", "us-east-1")
    address = default_book().find("ipv4.in-use", "us-east-1")
    if single is None or address is None:
        raise KeyError(DATABASE)
    wrong = {DATABASE: 2 * 730 * single.first, ADDRESSES: right[ADDRESSES] - 2 * 730 * address.first}
    return {name: wrong.get(name, right[name]).quantize(CENT, ROUND_HALF_UP) for name in kept}


def number(answer: object) -> Decimal:
    """A single number, whole or not."""
    if isinstance(answer, bool) or not isinstance(answer, (int, float, Decimal)):
        raise WrongKindError(_NUMBER)
    return Decimal(str(answer))


def near(wanted: Decimal, within: str = "0.05") -> Callable[[object], bool]:
    """Whether an answer is a number close to another."""
    return lambda answer: abs(number(answer) - wanted) <= Decimal(within)


# 04.1 predict: which service grows most from 100 to 1000 users?


def _what_grows(graph: Graph) -> Exercise:
    small, large = (_by_service(_estimate(graph, users)) for users in (FIRST, LATER))
    growth = {service: large[service] - small[service] for service in small}
    most = max(growth, key=lambda service: growth[service])
    return Exercise(
        "04.1",
        correct=lambda answer: names(answer) == {most},
        praise=_DATA_GROWS,
        otherwise=_NOT_THE_LARGEST,
        misconceptions=(
            Misconception(lambda answer: not names(answer) <= set(growth), _NO_SERVICE),
            Misconception(lambda answer: len(names(answer)) != 1, _ONE_SERVICE),
            Misconception(lambda answer: "AmazonECS" in names(answer), _TASKS_ARE_IDLE),
            Misconception(lambda answer: "AmazonCloudFront" in names(answer), _EDGE_IS_FREE),
            Misconception(lambda answer: "AmazonCloudWatch" in names(answer), _LOGS_ARE_FREE),
            Misconception(lambda answer: "AmazonEC2" in names(answer), _HOURS_DO_NOT_GROW),
        ),
    )


def _by_service(found: Estimate) -> dict[str, Decimal]:
    services = {line.price.service for line in found.lines}
    return {name: total(line for line in found.lines if line.price.service == name) for name in services}


# 04.2 change: what does one NAT gateway less save?


def _one_gateway() -> Exercise:
    chosen = [each for each in ALTERNATIVES if each.id == "one-nat"]
    (weighed,) = weigh(Source(profile="standard"), FIRST, alternatives=chosen)
    saving = weighed.saving or Decimal(0)
    address = Decimal("3.65")
    return Exercise(
        "04.2",
        correct=near(saving),
        praise=_WITH_ITS_ADDRESS,
        otherwise=_NOT_THE_SAVING.format(users=FIRST),
        misconceptions=(
            Misconception(near(saving - address), _ADDRESS_FORGOTTEN),
            Misconception(near(2 * saving, "0.5"), _BOTH_GATEWAYS),
            Misconception(near(-saving, "4"), _SIGN),
        ),
    )


# 04.3 break: which lines of a colleague's bill are wrong?


def _wrong_bill() -> Exercise:
    wrong = {DATABASE, ADDRESSES}
    shown = set(colleagues_bill())
    return Exercise(
        "04.3",
        correct=lambda answer: names(answer) == wrong,
        praise=_BOTH_FOUND,
        otherwise=_NOT_THESE_LINES,
        misconceptions=(
            Misconception(lambda answer: not names(answer), _NOT_RIGHT),
            Misconception(lambda answer: not names(answer) <= shown, _NO_LINES),
            Misconception(lambda answer: names(answer) == {ADDRESSES}, _TWICE_THE_SINGLE),
            Misconception(lambda answer: names(answer) == {DATABASE}, _EVERY_ZONE_AN_ADDRESS),
            Misconception(lambda answer: BALANCER in names(answer), _HOURS_ARE_RIGHT),
        ),
    )


# 04.4 prove: from which part of the hours on does a Savings Plan pay?


def _break_even(graph: Graph) -> Exercise:
    (service,) = graph.resources(SERVICE)
    task = run_by(service, graph)
    size = None if task is None else task_size(task)
    share = None if size is None else break_even(default_book(), "us-east-1", size, PLAN)
    if share is None:
        raise KeyError(PLAN)
    return Exercise(
        "04.4",
        correct=near(share, "0.005"),
        praise=_PRICE_OVER_PRICE,
        otherwise=_NOT_THE_SHARE,
        misconceptions=(
            Misconception(near(1 - share, "0.02"), _DISCOUNT),
            Misconception(near(100 * share, "1"), _PERCENT),
            Misconception(near(1 / share, "0.02"), _UPSIDE_DOWN),
            Misconception(near(Decimal(1), "0.001"), _ALWAYS),
        ),
    )


# 04.5 prove: within the budget, and the standby stays


def _within_the_budget(graph: Graph) -> Exercise:
    def costs(answer: object) -> Decimal:
        return _estimate(graph_of(answer), FIRST).total

    return Exercise(
        "04.5",
        correct=lambda answer: (
            _has_standby(graph_of(answer)) and not _is_public(graph_of(answer)) and costs(answer) < BUDGET
        ),
        praise=_BUDGET_KEPT.format(budget=money(BUDGET)),
        otherwise=_TOO_DEAR.format(budget=money(BUDGET)),
        misconceptions=(
            Misconception(lambda answer: graph_of(answer) == graph, NOTHING_CHANGED),
            Misconception(lambda answer: not _has_standby(graph_of(answer)), _STANDBY_GONE),
            Misconception(lambda answer: _is_public(graph_of(answer)), _TASKS_PUBLIC),
        ),
    )


def _has_standby(graph: Graph) -> bool:
    databases = graph.resources("AWS::RDS::DBInstance")
    return bool(databases) and all(flag(each.get("MultiAZ")) for each in databases)


def _is_public(graph: Graph) -> bool:
    return any(internet_facing(graph, node_id(service)) for service in graph.resources(SERVICE))


_NUMBER = Text(
    en="this cannot be judged: hand in one number, without a unit and without quotation marks",
    es="esto no se puede juzgar: entregue un número, sin unidad y sin comillas",
)
_DATA_GROWS = Text(
    en="right: what people leave behind grows with them, and its disk grows on its own; everything else was bought"
    " for more people than came",
    es="correcto: lo que la gente deja crece con ella, y su disco crece solo; lo demás se compró para más gente de la"
    " que vino",
)
_NOT_THE_LARGEST = Text(
    en="this service grows less: subtract its bill for the few from that for the many, and compare with the others",
    es="este servicio crece menos: reste su factura de pocos de la de muchos y compárela con las otras",
)
_NO_SERVICE = Text(
    en="this is no service of the bill: take the name as the price list writes it, such as AmazonECS",
    es="este no es un servicio de la factura: tome el nombre como lo escribe la lista de precios, como AmazonECS",
)
_ONE_SERVICE = Text(
    en="only one grows most: hand in one name",
    es="solo uno crece más: entregue un nombre",
)
_TASKS_ARE_IDLE = Text(
    en="the same number of tasks runs for both: two are there for the sake of two zones, and are hardly busy",
    es="funciona el mismo número de tareas en ambos casos: hay dos por tener dos zonas, y casi no trabajan",
)
_EDGE_IS_FREE = Text(
    en="ten times next to nothing: the first terabyte and ten million requests of each month are free",
    es="diez veces casi nada: el primer terabyte y diez millones de peticiones de cada mes son gratuitos",
)
_LOGS_ARE_FREE = Text(
    en="the logs grow tenfold, and still stay below what is free each month",
    es="los registros se multiplican por diez y aun así no llegan a lo que es gratuito cada mes",
)
_HOURS_DO_NOT_GROW = Text(
    en="a NAT gateway is paid by the hour, and the hours of a month are the same for everybody",
    es="una puerta de enlace NAT se paga por horas, y las horas de un mes son las mismas para todos",
)
_WITH_ITS_ADDRESS = Text(
    en="right: the hours of the gateway and of its public address",
    es="correcto: las horas de la puerta de enlace y las de su dirección pública",
)
_NOT_THE_SAVING = Text(
    en="this is not the difference of the two totals for {users} users: make the change, estimate again, subtract",
    es="esta no es la diferencia de los dos totales para {users} usuarios: haga el cambio, vuelva a calcular y reste",
)
_ADDRESS_FORGOTTEN = Text(
    en="the gateway has a public address, which is paid by the hour as well and goes with it",
    es="la puerta de enlace tiene una dirección pública, que también se paga por horas y se va con ella",
)
_BOTH_GATEWAYS = Text(
    en="that is what both cost; one of them stays",
    es="eso es lo que cuestan las dos; una se queda",
)
_SIGN = Text(
    en="the amount goes the other way: what the change saves is before less after",
    es="la cantidad va al revés: lo que ahorra el cambio es antes menos después",
)
_BOTH_FOUND = Text(
    en="right: a standby has a price of its own in the list, and a load balancer has an address in each zone",
    es="correcto: una réplica en espera tiene su propio precio en la lista, y un balanceador, una dirección por zona",
)
_NOT_THESE_LINES = Text(
    en="these lines are not both wrong: compare each with the price list times the hours",
    es="no son estas las dos líneas erróneas: compare cada una con la lista de precios por las horas",
)
_NOT_RIGHT = Text(
    en="two lines are wrong, though only by little: a bill that looks right is the dangerous one",
    es="dos líneas están mal, aunque por poco: la factura que parece correcta es la peligrosa",
)
_NO_LINES = Text(
    en="these are no lines of the bill: hand in their names as they stand there",
    es="estas no son líneas de la factura: entregue sus nombres como figuran allí",
)
_TWICE_THE_SINGLE = Text(
    en="one more is wrong: two times the price of a single database is not the price of one with a standby",
    es="hay otra mal: dos veces el precio de una base de datos sola no es el precio de una con réplica",
)
_EVERY_ZONE_AN_ADDRESS = Text(
    en="one more is wrong: count the public addresses, and do not forget who stands in front",
    es="hay otra mal: cuente las direcciones públicas y no olvide quién está delante",
)
_HOURS_ARE_RIGHT = Text(
    en="the hours of the load balancer are right; its addresses stand in a line of their own",
    es="las horas del balanceador son correctas; sus direcciones están en una línea propia",
)
_PRICE_OVER_PRICE = Text(
    en="right: an hour under the plan over an hour on demand; with fewer hours than that, money is lost",
    es="correcto: una hora con el plan entre una hora bajo demanda; si las tareas funcionan menos, se pierde dinero",
)
_NOT_THE_SHARE = Text(
    en="divide what an hour costs under the plan by what it costs on demand, vCPU and memory together",
    es="divida lo que cuesta una hora con el plan entre lo que cuesta bajo demanda, vCPU y memoria juntas",
)
_DISCOUNT = Text(
    en="that is the discount; the plan is paid every hour, so it pays only once the hours on demand would cost as much",
    es="eso es el descuento; el plan se paga cada hora, así que compensa solo cuando las horas bajo demanda costarían"
    " lo mismo",
)
_PERCENT = Text(
    en="nearly: hand it in as a part of one, not in percent",
    es="casi: entréguelo como parte de uno, no en porcentaje",
)
_UPSIDE_DOWN = Text(
    en="upside down: the plan stands above the line, since it is the cheaper hour",
    es="al revés: el plan va arriba, pues es la hora más barata",
)
_ALWAYS = Text(
    en="it pays sooner than that: an hour under the plan is cheaper than one on demand",
    es="compensa antes: una hora con el plan es más barata que una bajo demanda",
)
_BUDGET_KEPT = Text(
    en="right: below {budget} USD a month, with the standby and in private subnets; what it gives up is elsewhere",
    es="correcto: menos de {budget} USD al mes, con la réplica y en subredes privadas; renuncia a otras cosas",
)
_TOO_DEAR = Text(
    en="this still costs {budget} USD a month or more: weigh the choices again, and make more than one of them",
    es="esto aún cuesta {budget} USD al mes o más: vuelva a sopesar las elecciones y haga más de una",
)
_STANDBY_GONE = Text(
    en="the standby is gone: this is the one guarantee that was to stay",
    es="ya no hay réplica en espera: era la garantía que debía quedar",
)
_TASKS_PUBLIC = Text(
    en="the tasks have addresses on the internet now, against the brief; find the saving elsewhere",
    es="las tareas tienen ahora direcciones en internet, contra el enunciado; busque el ahorro en otra parte",
)
