"""How large the database is, and whether a second one stands by."""

from __future__ import annotations

from workbook.cost.demand.database_facts import standalone
from workbook.cost.meters.database_classes import neighbour
from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative, Change, Topic
from workbook.lang import Text
from workbook.template.model import describe
from workbook.template.scalars import flag


def single_zone(draft: Draft) -> Text | None:
    """Take the standby away."""
    return _set_standby(draft, wanted=False)


def multi_zone(draft: Draft) -> Text | None:
    """Add a standby in another zone."""
    return _set_standby(draft, wanted=True)


def resized(steps: int) -> Change:
    """A change of the instance class by some sizes up or down within its family."""

    def change(draft: Draft) -> Text | None:
        for database in standalone(draft.graph):
            size = neighbour(describe(database.get("DBInstanceClass")), steps)
            if size is not None:
                draft.put(database, "DBInstanceClass", size)
        return None if draft.edits else _NO_SIZE

    return change


def _set_standby(draft: Draft, *, wanted: bool) -> Text | None:
    for database in standalone(draft.graph):
        if bool(flag(database.get("MultiAZ"))) is not wanted:
            draft.put(database, "MultiAZ", wanted)
    return None if draft.edits else _SAME


_SAME = Text(
    en="no database of the source is set otherwise",
    es="ninguna base de datos de la fuente está configurada de otro modo",
)
_NO_SIZE = Text(
    en="no database has a class with a neighbour of that size",
    es="ninguna base de datos tiene una clase con un tamaño vecino",
)

ALTERNATIVES = (
    Alternative(
        "single-az",
        Topic.DATABASE,
        Text(en="database in one zone, without standby", es="base de datos en una zona, sin réplica en espera"),
        single_zone,
    ),
    Alternative(
        "multi-az",
        Topic.DATABASE,
        Text(en="database with a standby in another zone", es="base de datos con réplica en espera en otra zona"),
        multi_zone,
    ),
    Alternative(
        "smaller-database",
        Topic.DATABASE,
        Text(en="database one size smaller", es="base de datos un tamaño menor"),
        resized(-1),
        Text(
            en="Half the memory: less of the data is cached, and fewer connections are allowed.",
            es="La mitad de memoria: menos datos en caché y menos conexiones permitidas.",
        ),
    ),
    Alternative(
        "larger-database",
        Topic.DATABASE,
        Text(en="database one size larger", es="base de datos un tamaño mayor"),
        resized(1),
        Text(
            en="Twice the memory: more of the data is cached, and more connections are allowed.",
            es="El doble de memoria: más datos en caché y más conexiones permitidas.",
        ),
    ),
)
