"""What a template says about a PostgreSQL database on RDS, and what PostgreSQL and RDS do where it says nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from workbook.audit.model import Finding
from workbook.audit.predicates import above, decide, fault, holding, number, plain_text, resolve, undecided, yes
from workbook.audit.tiers import DB_CLUSTER, DB_INSTANCE, members
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Evidence, Resource, Value

ENGINES = ("postgres", "aurora-postgresql")

READ_ON = date(2026, 8, 22)
SOURCE = "endoflife.date/amazon-rds-postgresql"
STANDARD_SUPPORT_ENDS: Mapping[int, date] = {
    13: date(2026, 2, 28),
    14: date(2027, 2, 28),
    15: date(2028, 2, 29),
    16: date(2029, 2, 28),
    17: date(2030, 2, 28),
    18: date(2031, 2, 28),
}
"""Last day of standard support of each major version of RDS for PostgreSQL, from SOURCE as it was on READ_ON."""

FORCES_TLS_FROM: Mapping[str, int] = {"postgres": 15, "aurora-postgresql": 17}
"""First major version whose default of `rds.force_ssl` is 1, by the user guides of RDS and Aurora."""

RESERVED_USERS = frozenset(
    {"admin", "rdsadmin", "rdsrepladmin", "rds_superuser", "rds_replication", "rds_password", "rds_iam", "user"}
)
"""Names that RDS refuses for the master user of PostgreSQL, besides those that begin with `pg_`."""


def has_standby(graph: Graph, database: Resource) -> Iterator[Finding]:
    """A standby: `MultiAZ` of an instance, or two members of a cluster; a Multi-AZ cluster always has two."""
    if database.type == DB_INSTANCE:
        yield decide(database.evidence("MultiAZ"), database.get("MultiAZ", False), _is_true, "true")
    elif database.get("DBClusterInstanceClass") is not None:
        yield holding(database.evidence("DBClusterInstanceClass"))
    else:
        joined = members(graph, database)
        evidence = (database.evidence(), *(member.evidence() for member in joined))
        enough = len(joined) >= 2
        yield Finding(enough, evidence, None if enough else _FEW_MEMBERS.format(count=len(joined)))


def is_private(graph: Graph, database: Resource) -> Iterator[Finding]:
    """No public address; in a cluster of Aurora the members say so."""
    aurora = database.type == DB_CLUSTER and database.get("DBClusterInstanceClass") is None
    for one in members(graph, database) if aurora else (database,):
        evidence, value = one.evidence("PubliclyAccessible"), one.get("PubliclyAccessible")
        if value is None:
            yield Finding(None, (evidence,), _PUBLIC_UNSTATED)
        else:
            yield decide(evidence, value, lambda text: text.lower() == "false", "false")


def forces_tls(graph: Graph, database: Resource) -> Iterator[Finding]:
    """The value of `rds.force_ssl` that is in force: that of the parameter group, else the default of the version."""
    if plain_text(database.get("Engine")) not in (*ENGINES, None):
        return
    path = "DBParameterGroupName" if database.type == DB_INSTANCE else "DBClusterParameterGroupName"
    group = resolve(graph, database.get(path))
    parameters = group.get("Parameters") if group is not None else None
    if group is not None and isinstance(parameters, Mapping) and "rds.force_ssl" in parameters:
        value = parameters["rds.force_ssl"]
        where = f"Resources.{group.id.logical_id}.Properties.Parameters.rds.force_ssl"
        yield decide(Evidence(group.id.stack, group.id.logical_id, where, value), value, lambda text: text == "1", "1")
    elif group is None and database.get(path) is not None and not str(database.get(path)).startswith("default."):
        yield undecided(database.evidence(path), database.get(path))
    else:
        yield from _forces_tls_by_default(database)


def leaves_data(_: Graph, database: Resource) -> Iterator[Finding]:
    """A snapshot or the database itself stays when it leaves the template, as is CloudFormation's default here."""
    where = f"Resources.{database.id.logical_id}.DeletionPolicy"
    policy = database.deletion_policy or "Snapshot"
    evidence = Evidence(database.id.stack, database.id.logical_id, where, database.deletion_policy)
    yield decide(evidence, policy, lambda text: text != "Delete", "Snapshot | Retain")


def is_supported(_: Graph, database: Resource) -> Iterator[Finding]:
    """Standard support of the engine's version lasts beyond the day on which the table was read."""
    if database.get("Engine") != "postgres":
        return
    evidence = database.evidence("EngineVersion")
    major = _major(database)
    ends = STANDARD_SUPPORT_ENDS.get(major) if major is not None else None
    if major is None:
        yield undecided(evidence, database.get("EngineVersion"))
    elif ends is None and major > max(STANDARD_SUPPORT_ENDS):
        yield Finding(None, (evidence,), _NOT_IN_TABLE.format(version=major, read_on=READ_ON))
    elif ends is None or ends <= READ_ON:
        yield fault(_ENDED.format(version=major, ended=ends or _LONG_AGO), evidence)
    else:
        yield holding(evidence)


def pins_major_only(_: Graph, database: Resource) -> Iterator[Finding]:
    """The version names no minor version."""
    if database.get("Engine") in ENGINES and database.get("EngineVersion") is not None:
        yield decide(database.evidence("EngineVersion"), database.get("EngineVersion"), str.isdigit, "17 | 18 | …")


def has_free_user_name(graph: Graph, database: Resource) -> Iterator[Finding]:
    """The name of the master user, also where a generated secret holds it, is not one that RDS keeps for itself."""
    if database.get("Engine") not in ENGINES or database.get("MasterUsername") is None:
        return
    value = database.get("MasterUsername")
    holder = resolve(graph, value)
    if holder is None:
        yield decide(database.evidence("MasterUsername"), value, _is_free, _FREE)
        return
    path = "GenerateSecretString.SecretStringTemplate"
    yield decide(holder.evidence(path), _user_in(holder.get(path)), _is_free, _FREE)


def has_generated_password(graph: Graph, database: Resource) -> Iterator[Finding]:
    """The password comes from a secret that AWS generates; a restored database brings its own."""
    if yes(database.get("ManageMasterUserPassword")):
        yield holding(database.evidence("ManageMasterUserPassword"))
        return
    value = database.get("MasterUserPassword")
    if value is None:
        return
    evidence, secret = database.evidence("MasterUserPassword"), resolve(graph, value)
    text = plain_text(value)
    if secret is not None and secret.type == "AWS::SecretsManager::Secret":
        generated = secret.get("GenerateSecretString") is not None
        yield holding(evidence) if generated else fault(_NOT_GENERATED, secret.evidence())
    elif text is not None and "{{resolve:" not in text:
        yield fault(_LITERAL, evidence)
    else:
        yield undecided(evidence, value)


def storage_grows(_: Graph, database: Resource) -> Iterator[Finding]:
    """The bound of storage autoscaling lies above the storage at creation."""
    evidence = database.evidence("MaxAllocatedStorage")
    bound, start = database.get("MaxAllocatedStorage"), number(database.get("AllocatedStorage"))
    floor = start if start is not None else 0
    yield decide(evidence, bound, above(floor), f"> {floor}")


def _forces_tls_by_default(database: Resource) -> Iterable[Finding]:
    first = FORCES_TLS_FROM.get(plain_text(database.get("Engine")) or "")
    if first is None:
        return
    evidence, major = database.evidence("EngineVersion"), _major(database)
    if major is None:
        yield undecided(evidence, database.get("EngineVersion"))
    else:
        yield holding(evidence) if major >= first else fault(_OFF_BY_DEFAULT.format(version=major), evidence)


def _major(database: Resource) -> int | None:
    first = (plain_text(database.get("EngineVersion")) or "").partition(".")[0]
    return int(first) if first.isascii() and first.isdigit() else None


def _user_in(template: Value) -> Value:
    """The user name in the template of a generated secret; the value itself where it is no JSON object."""
    text = plain_text(template)
    try:
        parsed = json.loads(text) if text else None
    except json.JSONDecodeError:
        return template
    return str(parsed.get("username", "")) if isinstance(parsed, dict) else template


def _is_free(user: str) -> bool:
    return bool(user) and user.lower() not in RESERVED_USERS and not user.lower().startswith("pg_")


def _is_true(text: str) -> bool:
    return text.lower() == "true"


_FREE = f"≠ {', '.join(sorted(RESERVED_USERS))}, pg_*"
_FEW_MEMBERS = Text(
    en="instances of the cluster in the template: {count}, expected two or more",
    es="instancias del clúster en la plantilla: {count}; se esperaban dos o más",
)
_PUBLIC_UNSTATED = Text(
    en="the template does not tell PubliclyAccessible, whose default depends on the subnets",
    es="la plantilla no dice PubliclyAccessible, cuyo valor por omisión depende de las subredes",
)
_NOT_IN_TABLE = Text(
    en="version {version} is newer than the calendar of support, read on {read_on}",
    es="la versión {version} es posterior al calendario de soporte, leído el {read_on}",
)
_LONG_AGO = Text(en="before 2026", es="antes de 2026")
_ENDED = Text(
    en="the standard support of PostgreSQL {version} ended {ended}",
    es="el soporte estándar de PostgreSQL {version} terminó: {ended}",
)
_NOT_GENERATED = Text(
    en="the secret holds a value that a person wrote, not a generated one",
    es="el secreto guarda un valor escrito por una persona, no uno generado",
)
_LITERAL = Text(
    en="the password stands in the template as plain text", es="la contraseña está en la plantilla como texto en claro"
)
_OFF_BY_DEFAULT = Text(
    en="PostgreSQL {version} accepts connections without TLS unless a parameter group says otherwise",
    es="PostgreSQL {version} acepta conexiones sin TLS si un grupo de parámetros no dice lo contrario",
)
