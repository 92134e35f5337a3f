"""Every demand of the brief with what proves it, teaches it, builds it and explains it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbook.audit.brief import DEMANDS
from workbook.audit.rules import RULES
from workbook.errors import SourceError
from workbook.lang import Lang, Text
from workbook.render.table import Table

_ROOT = "../.."
"""The way from the page to the checkout."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a demand is answered: lessons, code and pages; `tests` prove what no template can."""

    lessons: tuple[str, ...]
    code: tuple[str, ...]
    pages: tuple[str, ...]
    tests: tuple[str, ...] = ()


def demands(lang: Lang) -> str:
    """What the brief demands of the architecture."""
    return _table(((sentence, ANSWERS[name]) for name, sentence in DEMANDS.items()), lang)


def deliverables(lang: Lang) -> str:
    """What the brief wants to be handed in, and of what parts the system has to be."""
    return _table(((sentence, answer) for sentence, answer in DELIVERABLES), lang)


def targets(answer: Answer) -> Iterator[str]:
    """The paths from the checkout that an answer links to, with their anchors in both languages."""
    yield from (f"notebooks/{lesson}.ipynb" for lesson in answer.lessons)
    yield from (*answer.code, *answer.tests)
    for page in answer.pages:
        yield from (f"docs/{address}" for address in (PAGES[page].en, PAGES[page].es))


def _table(rows: Iterable[tuple[Text, Answer]], lang: Lang) -> str:
    heads = (_DEMAND, _PROVED, _TAUGHT, _BUILT, _EXPLAINED)
    cells = (
        (
            sentence[lang],
            _joined([*_rules(sentence, lang), *(_link(path, path) for path in answer.tests)], sentence),
            _joined([_link(_lesson(name), f"notebooks/{name}.ipynb") for name in answer.lessons], sentence),
            _joined([_link(_short(path), path) for path in answer.code], sentence),
            _joined([_page(page, lang) for page in answer.pages], sentence),
        )
        for sentence, answer in rows
    )
    return Table.of([head[lang] for head in heads], cells).markdown()


def _rules(sentence: Text, lang: Lang) -> Iterator[str]:
    page = "rules.md" if lang is Lang.EN else "rules.es.md"
    return (f"[{rule.id}]({page}#{rule.id.lower()})" for rule in RULES if rule.requirement == sentence)


def _joined(links: list[str], sentence: Text) -> str:
    """The links of one cell.

    Raises:
        SourceError: there is none.
    """
    if not links:
        raise SourceError(_EMPTY.format(demand=sentence))
    return ", ".join(links)


def _link(name: str, path: str) -> str:
    return f"[{name}]({_ROOT}/{path})"


def _lesson(name: str) -> str:
    return _NUMBER.sub(r"\1", name)


def _short(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _page(page: str, lang: Lang) -> str:
    """A link to a page, under the name of its section."""
    return f"[{NAMES[page][lang]}](../{PAGES[page][lang]})"


_NUMBER = re.compile(r"^(\d\d)_.*")
_DEMAND = Text(en="the brief demands", es="el enunciado exige")
_PROVED = Text(en="proved by", es="lo prueba")
_TAUGHT = Text(en="taught in lesson", es="lo enseña la lección")
_BUILT = Text(en="built by", es="lo construye")
_EXPLAINED = Text(en="explained in", es="lo explica")
_EMPTY = Text(
    en="a cell of the table of the brief is empty, in the row {demand}; expected a rule, a lesson, code and a page,"
    " add what is missing to workbook/documents/brief.py",
    es="hay una celda vacía en la tabla del enunciado, en la fila {demand}; se esperaban una regla, una lección,"
    " código y una página, añada lo que falta en workbook/documents/brief.py",
)


def _page_of(name: str, english: str, spanish: str) -> Text:
    return Text(en=f"{name}.md{english}", es=f"{name}.es.md{spanish}")


PAGES: Mapping[str, Text] = {
    "diagram": _page_of("architecture-diagram", "", ""),
    "flow": _page_of("request-flow", "", ""),
    "decisions": _page_of("design-decisions", "", ""),
    "stage": _page_of("cost-first-stage", "", ""),
    "network": _page_of("infrastructure", "#network", "#red"),
    "groups": _page_of("infrastructure", "#security-groups", "#grupos-de-seguridad"),
    "names": _page_of("infrastructure", "#names", "#nombres"),
    "database": _page_of("infrastructure", "#database", "#base-de-datos"),
    "balancer": _page_of("infrastructure", "#load-balancer", "#balanceador-de-carga"),
    "tasks": _page_of("infrastructure", "#tasks-and-scaling", "#tareas-y-escalado"),
    "edge": _page_of("infrastructure", "#edge", "#borde"),
    "delivery": _page_of("infrastructure", "#delivery", "#entrega"),
    "monitoring": _page_of("infrastructure", "#monitoring", "#supervisión"),
    "standby": _page_of(
        "design-decisions",
        "#keep-a-standby-of-the-database",
        "#mantener-una-réplica-en-espera-de-la-base-de-datos",
    ),
    "failures": _page_of("request-flow", "#what-happens-when-a-part-fails", "#qué-ocurre-cuando-falla-una-parte"),
    "restore": _page_of("runbooks", "#restore-a-backup", "#restaurar-una-copia"),
    "spike": _page_of("runbooks", "#spike", "#pico-de-tráfico"),
    "deploy": _page_of("runbooks", "#deploy", "#desplegar"),
    "alarms": _page_of("runbooks", "#alarms", "#alarmas"),
    "session": _page_of(
        "design-decisions",
        "#keep-a-session-in-the-database-and-a-cookie-with-the-browser",
        "#guardar-la-sesión-en-la-base-de-datos-y-una-cookie-en-el-navegador",
    ),
    "api": Text(en="reference/inventory-api.md", es="reference/inventory-api.md"),
    "frontend": Text(en="reference/frontend.md", es="reference/frontend.md"),
}
NAMES: Mapping[str, Text] = {
    "diagram": Text(en="architecture diagram", es="diagrama de arquitectura"),
    "flow": Text(en="request flow", es="recorrido de una petición"),
    "decisions": Text(en="design decisions", es="decisiones de diseño"),
    "stage": Text(en="cost of the first stage", es="coste de la primera etapa"),
    "network": Text(en="network", es="red"),
    "groups": Text(en="security groups", es="grupos de seguridad"),
    "names": Text(en="names", es="nombres"),
    "database": Text(en="database", es="base de datos"),
    "balancer": Text(en="load balancer", es="balanceador de carga"),
    "tasks": Text(en="tasks and scaling", es="tareas y escalado"),
    "edge": Text(en="edge", es="borde"),
    "delivery": Text(en="delivery", es="entrega"),
    "monitoring": Text(en="monitoring", es="supervisión"),
    "standby": Text(en="keep a standby", es="mantener una réplica en espera"),
    "failures": Text(en="what happens when a part fails", es="qué ocurre cuando falla una parte"),
    "restore": Text(en="restore a backup", es="restaurar una copia"),
    "spike": Text(en="spike", es="pico de tráfico"),
    "deploy": Text(en="deploy", es="desplegar"),
    "alarms": Text(en="alarms", es="alarmas"),
    "session": Text(en="session and cookie", es="sesión y cookie"),
    "api": Text(en="the inventory API", es="la API del inventario"),
    "frontend": Text(en="the frontend", es="el frontend"),
}

_L0, _L1, _L2 = "00_start_here", "01_draw_the_architecture", "02_follow_a_request"
_L3, _L4, _L5 = "03_prove_the_requirements", "04_price_the_architecture", "05_deploy_the_stacks"
_L6, _L7, _L8 = "06_ship_a_change", "07_watch_and_alarm", "08_justify_the_design"
_L9 = "09_find_the_faults"
_INFRA, _WORKFLOWS = "infra/inventory_infra", ".github/workflows"
_NETWORK, _GROUPS = f"{_INFRA}/network.py", f"{_INFRA}/security_groups.py"
_SITE, _EDGE = f"{_INFRA}/site.py", f"{_INFRA}/edge.py"
_WEB, _SCALING = f"{_INFRA}/web.py", f"{_INFRA}/scaling.py"
_BALANCER, _DATABASE = f"{_INFRA}/load_balancer.py", f"{_INFRA}/database.py"
_DELIVERY, _GITHUB = f"{_INFRA}/delivery.py", f"{_INFRA}/github.py"
_ALARMS, _METRICS = f"{_INFRA}/alarms.py", f"{_INFRA}/metrics.py"

ANSWERS: Mapping[str, Answer] = {
    "one network": Answer((_L1, _L3), (_NETWORK,), ("network", "diagram")),
    "subnets": Answer((_L1, _L3), (_NETWORK,), ("network",)),
    "routing": Answer((_L1, _L3), (_NETWORK,), ("network",)),
    "security groups": Answer((_L1, _L3), (_GROUPS, f"{_INFRA}/ports.py"), ("groups",)),
    "static site": Answer((_L2,), (_SITE, "frontend/"), ("edge", "frontend")),
    "certificate": Answer((_L3, _L9), (_EDGE, _SITE), ("edge", "names")),
    "containers": Answer((_L2, _L5), (_WEB, "app/Dockerfile", "app/gunicorn.conf.py"), ("tasks", "api")),
    "load balancer": Answer((_L2,), (_BALANCER,), ("balancer",)),
    "postgresql": Answer((_L5, _L7), (_DATABASE,), ("database",)),
    "multi-az": Answer((_L2, _L4, _L8), (_DATABASE,), ("standby",)),
    "backups": Answer((_L3,), (_DATABASE,), ("database", "restore")),
    "https": Answer((_L2, _L3), (_BALANCER, _SITE, _DATABASE), ("balancer", "edge", "database")),
    "database access": Answer((_L1, _L3), (_GROUPS,), ("groups",)),
    "least privilege": Answer((_L1, _L3, _L6), (_WEB, _DELIVERY, _GITHUB), ("tasks", "delivery")),
    "scale on cpu": Answer((_L3, _L9), (_SCALING,), ("tasks",)),
    "scale on memory": Answer((_L3, _L9), (_SCALING,), ("tasks",)),
    "spikes": Answer((_L3, _L4), (_SCALING, f"{_INFRA}/schedule.py"), ("spike", "tasks")),
    "availability": Answer((_L2, _L3), (_NETWORK, _WEB, _SCALING, _DATABASE), ("failures", "standby")),
    "registry": Answer(
        (_L1, _L3, _L6), (f"{_WORKFLOWS}/ci.yml", f"{_WORKFLOWS}/image.yml", _DELIVERY, "app/Dockerfile"), ("delivery",)
    ),
    "deployment": Answer(
        (_L1, _L5, _L6),
        (f"{_WORKFLOWS}/deploy.yml", f"{_WORKFLOWS}/release.yml", _GITHUB, f"{_INFRA}/migration.py"),
        ("delivery", "deploy"),
    ),
    "application logs": Answer((_L3, _L5, _L7), (f"{_INFRA}/logs.py", "app/config/logs.py"), ("tasks", "monitoring")),
    "ecs logs": Answer((_L3, _L7), (f"{_INFRA}/task_events.py", _WEB), ("tasks", "monitoring")),
    "load balancer logs": Answer((_L3, _L7), (_BALANCER,), ("balancer", "monitoring")),
    "latency alarm": Answer((_L7,), (_ALARMS, _METRICS, f"{_INFRA}/notifications.py"), ("alarms",)),
    "cpu and memory alarms": Answer((_L7,), (_ALARMS, _METRICS), ("alarms",)),
    "database alarms": Answer((_L1, _L7), (_ALARMS, _METRICS, f"{_INFRA}/observability.py"), ("alarms",)),
    "frontend name": Answer((_L2,), (_EDGE,), ("names", "flow")),
    "api name": Answer((_L2,), (_BALANCER,), ("names", "flow")),
    "cost": Answer((_L4, _L8), (f"{_INFRA}/profiles.py", f"{_INFRA}/savings.py"), ("stage", "decisions")),
}
"""For each demand by its name in `workbook.audit.brief`."""

_PAGES_TEST, _BLOCKS_TEST = "tests/documents/test_pages.py", "tests/documents/test_blocks.py"

DELIVERABLES: tuple[tuple[Text, Answer], ...] = (
    (
        Text(
            en="The architecture is drawn with every component, in English and in Spanish.",
            es="La arquitectura se dibuja con todos sus componentes, en inglés y en español.",
        ),
        Answer((_L1,), ("workbook/render/",), ("diagram",), (_BLOCKS_TEST,)),
    ),
    (
        Text(
            en="The flow is explained from the moment a user opens the app until the response arrives.",
            es="Se explica el recorrido desde que un usuario abre la aplicación hasta que llega la respuesta.",
        ),
        Answer((_L2,), ("workbook/flow/",), ("flow",), (_PAGES_TEST,)),
    ),
    (
        Text(
            en="The design decisions are justified.",
            es="Se justifican las decisiones de diseño.",
        ),
        Answer((_L8, _L4), ("workbook/cost/whatif/",), ("decisions",), (_PAGES_TEST, _BLOCKS_TEST)),
    ),
    (
        Text(
            en="Cost optimisations are proposed for the first stage with few users.",
            es="Se proponen optimizaciones de coste para la primera etapa con pocos usuarios.",
        ),
        Answer((_L4,), ("workbook/cost/whatif/best.py", f"{_INFRA}/savings.py"), ("stage",), (_BLOCKS_TEST,)),
    ),
    (
        Text(
            en="The backend is written in Django.",
            es="El backend está escrito en Django.",
        ),
        Answer((_L2,), ("app/",), ("api", "session"), ("tests/app/",)),
    ),
    (
        Text(
            en="The frontend is written in React.",
            es="El frontend está escrito en React.",
        ),
        Answer((_L2,), ("frontend/",), ("frontend",), ("frontend/e2e/",)),
    ),
    (
        Text(
            en="The workbook compares the cost of few and of many users.",
            es="El cuaderno compara el coste de pocos y de muchos usuarios.",
        ),
        Answer((_L4,), ("workbook/cost/whatif/sweep.py",), ("stage",), ("tests/cost/whatif/",)),
    ),
)
"""What the brief asks for besides an architecture; no template proves it, so tests do."""

BLOCKS = {"brief-demands": demands, "brief-deliverables": deliverables}
