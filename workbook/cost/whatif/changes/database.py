"""How large the database is, and whether a second one stands by."""

from __future__ import annotations

from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative, Change, Topic
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Resource

DATABASE = "AWS::RDS::DBInstance"
LADDER = ("micro", "small", "medium", "large", "xlarge", "2xlarge")
"""Sizes of one instance family, each with twice the memory of the one before it, up to large."""


def single_zone(draft: Draft) -> Text | None:
    """Take the standby away."""
    return _set_standby(draft, wanted=False)


def multi_zone(draft: Draft) -> Text | None:
    """Add a standby in another zone."""
    return _set_standby(draft, wanted=True)


def resized(steps: int) -> Change:
    """A change of the instance class by some sizes up or down within its family."""

    def change(draft: Draft) -> Text | None:
        found = [(database, _other_size(database, steps)) for database in _databases(draft.graph)]
        for database, size in found:
            if size is not None:
                draft.put(database, "DBInstanceClass", size)
        return None if draft.edits else _NO_SIZE

    return change


def _set_standby(draft: Draft, *, wanted: bool) -> Text | None:
    for database in _databases(draft.graph):
        if (database.get("MultiAZ") in {True, "true"}) is not wanted:
            draft.put(database, "MultiAZ", wanted)
    return None if draft.edits else _SAME


def _databases(graph: Graph) -> list[Resource]:
    """The instances that stand alone; members of a cluster follow it."""
    return [one for one in graph.resources(DATABASE) if one.get("DBClusterIdentifier") is None]


def _other_size(database: Resource, steps: int) -> str | None:
    family, _, size = str(database.get("DBInstanceClass")).rpartition(".")
    if size not in LADDER or not 0 <= LADDER.index(size) + steps < len(LADDER):
        return None
    return f"{family}.{LADDER[LADDER.index(size) + steps]}"


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
