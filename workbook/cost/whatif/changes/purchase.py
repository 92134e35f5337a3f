"""What is bought ahead for one or three years."""

from __future__ import annotations

from workbook.cost.demand.context import Purchases
from workbook.cost.demand.database_facts import standalone
from workbook.cost.demand.task_facts import SERVICE
from workbook.cost.meters.databases import Commitment
from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative, Topic
from workbook.lang import Text


def for_tasks(draft: Draft) -> Text | None:
    """Nothing changes in the template; there must be tasks to buy for."""
    return None if draft.graph.resources(SERVICE) else _NO_TASKS


def for_databases(draft: Draft) -> Text | None:
    """Nothing changes in the template; there must be a database to reserve."""
    return None if standalone(draft.graph) else _NO_DATABASE


_NO_TASKS = Text(en="no service runs tasks", es="ningún servicio ejecuta tareas")
_NO_DATABASE = Text(
    en="there is no database instance outside a cluster",
    es="no hay ninguna instancia de base de datos fuera de un clúster",
)
_COMMITTED = Text(
    en="It is paid every hour of the term, whether or not the tasks run.",
    es="Se paga cada hora del plazo, funcionen o no las tareas.",
)
_RESERVED = Text(
    en="It is paid every hour of the term, also for a database that is stopped or has become too small.",
    es="Se paga cada hora del plazo, también por una base de datos parada o que se ha quedado pequeña.",
)

ALTERNATIVES = (
    Alternative(
        "savings-plan-1-year",
        Topic.PURCHASE,
        Text(
            en="a Compute Savings Plan of one year for the tasks that always run",
            es="un Compute Savings Plan de un año para las tareas que siempre funcionan",
        ),
        for_tasks,
        _COMMITTED,
        Purchases(savings_plan="1yr-no-upfront"),
    ),
    Alternative(
        "savings-plan-3-years",
        Topic.PURCHASE,
        Text(
            en="a Compute Savings Plan of three years for the tasks that always run",
            es="un Compute Savings Plan de tres años para las tareas que siempre funcionan",
        ),
        for_tasks,
        _COMMITTED,
        Purchases(savings_plan="3yr-no-upfront"),
    ),
    Alternative(
        "reserved-database-1-year",
        Topic.PURCHASE,
        Text(en="the database reserved for one year", es="la base de datos reservada por un año"),
        for_databases,
        _RESERVED,
        Purchases(reserved_database=Commitment.ONE_YEAR_NO_UPFRONT),
    ),
    Alternative(
        "reserved-database-3-years",
        Topic.PURCHASE,
        Text(
            en="the database reserved for three years, a part paid at once",
            es="la base de datos reservada por tres años, con una parte pagada de una vez",
        ),
        for_databases,
        _RESERVED,
        Purchases(reserved_database=Commitment.THREE_YEARS_PARTIAL_UPFRONT),
    ),
)
