"""The exercises of lesson 4: price the architecture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, partial

from workbook.cost.component import Kind
from workbook.cost.demand.task_facts import SERVICE, run_by, task_size
from workbook.cost.estimate import Settings
from workbook.cost.prices.load import default_book
from workbook.cost.whatif.best import Combination, combine
from workbook.cost.whatif.break_even import break_even
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.weigh import Source
from workbook.errors import PriceError
from workbook.graph.build import build_graph
from workbook.graph.model import Graph, node_id
from workbook.graph.queries import internet_facing
from workbook.lang import Text, money
from workbook.lessons.answers import called, graph_of, near
from workbook.lessons.exercise import Exercise, Misconception, WrongKindError
from workbook.lessons.lesson_04_bill import (
    ADDED_DISK,
    ADDRESSES,
    BALANCER,
    DATABASE,
    FIRST,
    GATEWAY,
    NO_PRICE,
    REGION,
    amounts_of,
    bill,
    colleagues_amounts,
    colleagues_bill,
    components,
    estimated,
)
from workbook.template.scalars import flag
from workbook.template.source import load_profile

__all__ = ["ADDED_DISK", "ADDRESSES", "BALANCER", "DATABASE", "GATEWAY", "bill", "colleagues_bill", "exercises"]

LATER = 1000
BUDGET = Decimal(120)
"""What the last exercise may cost a month, in USD."""
PLAN = "1yr-no-upfront"
TASKS, LOGS, EDGE = "Fargate ", "logs ", "CloudFront "
"""How the names of these components begin."""


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, with the answers that the committed snapshots give."""
    graph, growth = (build_graph(load_profile(name)) for name in ("standard", "growth"))
    found = (
        _what_grows(growth),
        _smaller_database(graph),
        _wrong_bill(graph),
        _break_even(graph),
        _within_the_budget(graph),
    )
    return {exercise.id: exercise for exercise in found}


# 04.1 predict: which line of `growth` grows most from 100 to 1000 users?


def _what_grows(growth: Graph) -> Exercise:
    small, large = amounts_of(growth, FIRST), amounts_of(growth, LATER)
    grown = {name: amount - small.get(name, Decimal(0)) for name, amount in large.items()}
    most = max(grown, key=lambda name: grown[name])
    lines = estimated(growth, LATER).lines
    fixed = {line.charge.component.name.en for line in lines if line.charge.component.kind is Kind.FIXED}
    named = partial(called, known=components(growth, LATER))

    def begins(words: str) -> Callable[[object], bool]:
        return lambda answer: any(name.startswith(words) for name in named(answer))

    return Exercise(
        "04.1",
        correct=lambda answer: named(answer) == {most},
        praise=_COPIES_GROW,
        otherwise=_NOT_THE_LARGEST,
        misconceptions=(
            Misconception(lambda answer: not named(answer) <= set(grown), _NO_LINE),
            Misconception(lambda answer: len(named(answer)) != 1, _ONE_LINE),
            Misconception(lambda answer: named(answer) == {ADDED_DISK}, _DISK_IS_LARGE),
            Misconception(begins(TASKS), _TASKS_ARE_IDLE),
            Misconception(begins(EDGE), _EDGE_IS_FREE),
            Misconception(begins(LOGS), _LOGS_ARE_FREE),
            Misconception(lambda answer: named(answer) <= fixed, _HOURS_DO_NOT_GROW),
        ),
    )


# 04.2 change: what does a database one size smaller save, if the standby stays?


def _smaller_database(graph: Graph) -> Exercise:
    now = estimated(graph, FIRST).total
    saving = now - _after("smaller-database")
    alone = _after("single-az") - _after("single-az", "smaller-database")
    costs = amounts_of(graph)[DATABASE]
    return Exercise(
        "04.2",
        correct=near(saving),
        praise=_BOTH_NODES,
        otherwise=_NOT_THE_SAVING.format(users=FIRST),
        misconceptions=(
            Misconception(near(alone), _STANDBY_FIRST),
            Misconception(near(costs - saving), _WHAT_IT_COSTS),
            Misconception(near(costs), _STILL_THERE),
            Misconception(near(now - saving), _THE_TOTAL),
            Misconception(near(-saving), _SIGN),
        ),
    )


def _after(*choices: str) -> Decimal:
    """What `standard` costs with these choices made."""
    chosen = [each for each in ALTERNATIVES if each.id in choices]
    return combine(Source(profile="standard"), chosen, FIRST, Settings()).total


# 04.3 break: which lines of a colleague's bill are wrong?


def _wrong_bill(graph: Graph) -> Exercise:
    right, theirs = amounts_of(graph), colleagues_amounts(graph)
    wrong = {name for name, amount in theirs.items() if amount != right[name]}
    named = partial(called, known=components(graph))

    return Exercise(
        "04.3",
        correct=lambda answer: named(answer) == wrong,
        praise=_BOTH_FOUND,
        otherwise=_NOT_THESE_LINES,
        misconceptions=(
            Misconception(lambda answer: not named(answer), _NOT_RIGHT),
            Misconception(lambda answer: not named(answer) <= set(theirs), _NO_LINES),
            Misconception(lambda answer: named(answer) == {ADDRESSES}, _TWICE_THE_SINGLE),
            Misconception(lambda answer: named(answer) == {DATABASE}, _EVERY_ZONE_AN_ADDRESS),
            Misconception(lambda answer: BALANCER in named(answer), _HOURS_ARE_RIGHT),
        ),
    )


# 04.4 prove: from which part of the hours on does a Savings Plan pay?


def _break_even(graph: Graph) -> Exercise:
    (service,) = graph.resources(SERVICE)
    task = run_by(service, graph)
    size = None if task is None else task_size(task)
    share = None if size is None else break_even(default_book(), REGION, size, PLAN)
    if share is None:
        raise PriceError(NO_PRICE.format(key=PLAN, region=REGION))
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
        return estimated(_handed_in(answer), FIRST).total

    return Exercise(
        "04.5",
        correct=lambda answer: (
            _has_standby(_handed_in(answer)) and not _is_public(_handed_in(answer)) and costs(answer) < BUDGET
        ),
        praise=_BUDGET_KEPT.format(budget=money(BUDGET)),
        otherwise=_TOO_DEAR.format(budget=money(BUDGET)),
        misconceptions=(
            Misconception(lambda answer: _handed_in(answer) == graph, _NOTHING_CHANGED),
            Misconception(lambda answer: not _has_standby(_handed_in(answer)), _STANDBY_GONE),
            Misconception(lambda answer: _is_public(_handed_in(answer)), _TASKS_PUBLIC),
        ),
    )


def _handed_in(answer: object) -> Graph:
    """The graph of a changed template, or what `best.combine` gives, which holds one."""
    if isinstance(answer, Combination):
        return answer.graph
    try:
        return graph_of(answer)
    except WrongKindError:
        raise WrongKindError(_GRAPH) from None


def _has_standby(graph: Graph) -> bool:
    databases = graph.resources("AWS::RDS::DBInstance")
    return bool(databases) and all(flag(each.get("MultiAZ")) for each in databases)


def _is_public(graph: Graph) -> bool:
    return any(internet_facing(graph, node_id(service)) for service in graph.resources(SERVICE))


_COPIES_GROW = Text(
    en="this profile keeps its backups longest, and copies beyond the size of the disk are paid; everything else was"
    " paid for whether people come or not",
    es="este perfil guarda las copias de seguridad más tiempo, y lo que excede el tamaño del disco se paga; lo demás se"
    " paga venga o no la gente",
)
_NOT_THE_LARGEST = Text(
    en="this line grows less: subtract the bill for the few from that for the many, line by line",
    es="esta línea crece menos: reste la factura de pocos de la de muchos, línea por línea",
)
_NO_LINE = Text(
    en="this is no line of the bill: hand in a name as the tables above write it, such as database storage",
    es="esta no es una línea de la factura: entregue un nombre tal como figura arriba, por ejemplo almacenamiento de la"
    " base de datos",
)
_ONE_LINE = Text(
    en="only one line grows most: hand in one name",
    es="solo una línea crece más: entregue un nombre",
)
_DISK_IS_LARGE = Text(
    en="so it is in the profile standard; this one begins with a larger disk, which so many people do not fill",
    es="así es en el perfil standard; este empieza con un disco mayor, que tanta gente todavía no llena",
)
_TASKS_ARE_IDLE = Text(
    en="the same number of tasks runs for both: they are there for the sake of the zones, and are hardly busy",
    es="funciona el mismo número de tareas en ambos casos: están ahí por las zonas, y casi no trabajan",
)
_EDGE_IS_FREE = Text(
    en="ten times next to nothing: so few requests and bytes are free each month",
    es="diez veces casi nada: tan pocas peticiones y tan pocos bytes son gratuitos cada mes",
)
_LOGS_ARE_FREE = Text(
    en="the logs of the users grow tenfold, and pass what is free each month by a cent or so",
    es="los registros de los usuarios se multiplican por diez y superan en un céntimo lo que es gratuito cada mes",
)
_HOURS_DO_NOT_GROW = Text(
    en="this line is fixed: it is paid by the hour or by the month, and those are the same for everybody",
    es="esta línea es fija: se paga por horas o por meses, y esos son los mismos para todos",
)
_BOTH_NODES = Text(
    en="a smaller database is smaller twice, where it works and where it stands by: what a choice saves depends on the"
    " choices before it",
    es="una base de datos menor lo es dos veces, donde trabaja y donde espera: lo que ahorra una opción depende de"
    " las anteriores",
)
_NOT_THE_SAVING = Text(
    en="this is not the difference of the two totals for {users} users: make the change, estimate again, subtract",
    es="esta no es la diferencia de los dos totales para {users} usuarios: haga el cambio, vuelva a calcular y reste",
)
_STANDBY_FIRST = Text(
    en="that is what it saves once the standby is gone, as in the picture of the steps; here the standby stays",
    es="eso es lo que ahorra cuando ya no hay réplica en espera, como en el gráfico de los pasos; aquí sigue",
)
_WHAT_IT_COSTS = Text(
    en="that is what the smaller database costs, not what it saves",
    es="eso es lo que cuesta la base de datos menor, no lo que ahorra",
)
_STILL_THERE = Text(
    en="that is the whole price of the present database; a smaller one still runs in its place",
    es="eso es todo el precio de la base de datos actual; en su lugar sigue habiendo una menor",
)
_THE_TOTAL = Text(
    en="that is the new total; subtract it from the old one",
    es="eso es el total nuevo; réstelo del anterior",
)
_SIGN = Text(
    en="the amount goes the other way: what the change saves is before less after",
    es="la cantidad va al revés: lo que ahorra el cambio es antes menos después",
)
_BOTH_FOUND = Text(
    en="a standby has a price of its own in the list, and a load balancer has an address in each zone",
    es="una réplica en espera tiene su propio precio en la lista, y un balanceador, una dirección por zona",
)
_NOT_THESE_LINES = Text(
    en="these are not the two wrong lines: multiply each by hand, its price times its hours, as you did above",
    es="no son estas las dos líneas erróneas: multiplique cada una a mano, su precio por sus horas, como antes",
)
_NOT_RIGHT = Text(
    en="two lines are wrong, though the total hardly shows it: a bill that looks right is the dangerous one",
    es="dos líneas están mal, aunque en el total apenas se nota: la factura que parece correcta es la peligrosa",
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
    en="an hour under the plan over an hour on demand; with fewer hours than that, money is lost",
    es="una hora con el plan entre una hora bajo demanda; si las tareas funcionan menos, se pierde dinero",
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
    en="below {budget} USD a month, with the standby and in private subnets; what else it gives up, the choices say",
    es="menos de {budget} USD al mes, con la réplica y en subredes privadas; las opciones dicen a qué más renuncia",
)
_GRAPH = Text(
    en="this cannot be judged: hand in the graph that standard.edited returns for the edits of your choices",
    es="esto no se puede juzgar: entregue el grafo que devuelve standard.edited para los cambios de sus opciones",
)
_NOTHING_CHANGED = Text(
    en="this is standard as it was: collect the edits of your choices with best.edits_of, and hand in what"
    " standard.edited makes of them",
    es="este es standard tal como estaba: reúna los cambios de sus opciones con best.edits_of y entregue lo que"
    " standard.edited hace con ellos",
)
_TOO_DEAR = Text(
    en="this still costs {budget} USD a month or more; what is bought ahead changes no template and does not count",
    es="esto aún cuesta {budget} USD al mes o más; lo que se compra por adelantado no cambia la plantilla y no cuenta",
)
_STANDBY_GONE = Text(
    en="the standby is gone: it is one of the two that were to stay",
    es="ya no hay réplica en espera: era una de las dos garantías que debían quedar",
)
_TASKS_PUBLIC = Text(
    en="the tasks have addresses on the internet now, against the brief; find the saving elsewhere",
    es="las tareas tienen ahora direcciones en internet, contra el enunciado; busque el ahorro en otra parte",
)
