"""Where a template keeps secrets: never in its text, always in Secrets Manager, readable by who needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.audit import tiers
from workbook.audit.events import listens
from workbook.audit.model import Finding
from workbook.audit.predicates import configuring, fault, holding, missing, resolve
from workbook.audit.statements import Statement, covers, identity_policies
from workbook.graph.index import entries, expand
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Compound, Evidence, Resource, Value, describe, walk

NAMED_LIKE_A_SECRET = re.compile(
    r"(password|passwd|secret|secret_?key|secret_?string|auth_?token|oauth_?token|api_?key|private_?key"
    r"|access_?key|credentials?|token)$",
    re.IGNORECASE,
)
LOGIN_IN_ADDRESS = re.compile(r"://[^/@\s]*:[^/@\s]+@")
"""An address that carries user and password, as database URLs do."""

ROTATION = "AWS::SecretsManager::RotationSchedule"
PULL_ACTION = "ecr:BatchGetImage"
PULL_POLICY = "service-role/AmazonECSTaskExecutionRolePolicy"
READ_ACTION = "secretsmanager:GetSecretValue"


def no_literal_property(graph: Graph) -> Iterator[Finding]:
    """No property that is named like a secret holds plain text."""
    found = 0
    for node in graph.nodes.values():
        resource = node.resource
        if resource is None or not resource.included:
            continue
        for path, value in walk(resource.properties):
            if NAMED_LIKE_A_SECRET.search(path.rpartition(".")[2]) and ".Environment." not in f".{path}.":
                found += 1
                literal = isinstance(value, str) and _is_literal(value) and not _is_part(resource, path)
                evidence = resource.evidence(path)
                yield fault(_LITERAL.format(path=path), evidence) if literal else holding(evidence)
    if not found:
        yield Finding(None, (), _NOTHING_SECRET)


def no_literal_variable(_: Graph, task: Resource) -> Iterator[Finding]:
    """No environment variable holds a secret by its name or an address with a password, written out or resolved."""
    for path, container in tiers.containers(task):
        yield holding(task.evidence(f"{path}.Environment"))
        for place, variable in entries(container, "Environment.*"):
            name, value = describe(variable.get("Name")), variable.get("Value")
            evidence = task.evidence(f"{path}.{place}")
            if (NAMED_LIKE_A_SECRET.search(name) and _shows(value)) or LOGIN_IN_ADDRESS.search(describe(value)):
                yield fault(_VISIBLE.format(name=name), evidence)


def gets_secrets(graph: Graph, task: Resource) -> Iterator[Finding]:
    """A task with a database behind it gets its password from Secrets Manager or Parameter Store."""
    if not any(True for _ in tiers.databases(graph)):
        yield missing(tiers.DATABASES)
        return
    places = [
        task.evidence(f"{path}.{place}")
        for path, container in tiers.containers(task)
        for place, _ in entries(container, "Secrets.*")
    ]
    yield holding(*places) if places else fault(_NO_SECRETS, task.evidence("ContainerDefinitions"))


def may_fetch_exactly(graph: Graph, task: Resource) -> Iterator[Finding]:
    """The execution role of a task may pull its image and read its secrets, and no other secret."""
    role = resolve(graph, task.get("ExecutionRoleArn"))
    if role is None:
        stated = task.get("ExecutionRoleArn") is not None
        yield Finding(None if stated else False, (task.evidence("ExecutionRoleArn"),), _NO_ROLE)
        return
    statements = [one for one in identity_policies(graph, role) if one.allows]
    yield from _pulling(graph, task, role, statements)
    yield from _reading(graph, task, role, statements)


def survives_rotation(graph: Graph, task: Resource) -> Iterator[Finding]:
    """Where a secret that a task is given changes by itself, an event starts new tasks or two users take turns."""
    injected = expand(task.properties, "ContainerDefinitions.*.Secrets.*.ValueFrom")
    rotated = [(path, proof) for path, value in injected for proof in _rotations(graph, value)]
    listening = [one for one in graph.resources("AWS::Events::Rule") if listens(one, "aws.secretsmanager")]
    for path, proof in rotated:
        evidence = (task.evidence(path), proof, *(rule.evidence("EventPattern") for rule in listening))
        yield holding(*evidence) if listening else fault(_STALE, *evidence)


def _rotations(graph: Graph, value: Value) -> Iterator[Evidence]:
    """What makes a secret change by itself: a schedule of one user, or RDS, which manages its own every week."""
    found = resolve(graph, value)
    if found is not None and found.type in {tiers.DB_INSTANCE, tiers.DB_CLUSTER}:
        yield found.evidence("ManageMasterUserPassword")
    secret = secret_of(graph, value)
    for schedule in configuring(graph, secret, ROTATION) if secret is not None else ():
        if not str(schedule.get("HostedRotationLambda.RotationType")).endswith("MultiUser"):
            yield schedule.evidence("SecretId")


def _pulling(graph: Graph, task: Resource, role: Resource, statements: list[Statement]) -> Iterator[Finding]:
    pulled = graph.successors(node_id(task), EdgeKind.PULLS_FROM)
    managed = [value for _, value in expand(role.properties, "ManagedPolicyArns.*")]
    by_policy = any(PULL_POLICY in describe(value) for value in managed)
    for node in pulled:
        repository = node.resource
        if repository is None:
            continue
        granting = [
            one
            for one in statements
            if covers(one, PULL_ACTION) and any(v == "*" or resolve(graph, v) == repository for v in one.resources)
        ]
        if granting or by_policy:
            yield holding(*(one.evidence for one in granting))
        else:
            yield fault(_CANNOT_PULL.format(name=repository.id.logical_id), role.evidence())


def _reading(graph: Graph, task: Resource, role: Resource, statements: list[Statement]) -> Iterator[Finding]:
    injected = [value for _, value in expand(task.properties, "ContainerDefinitions.*.Secrets.*.ValueFrom")]
    needed = {secret.id: secret for value in injected if (secret := secret_of(graph, value)) is not None}
    granted = [(one, value) for one in statements if covers(one, READ_ACTION) for value in one.resources]
    for secret in needed.values():
        proof = [one.evidence for one, value in granted if value == "*" or secret_of(graph, value) == secret]
        name = secret.id.logical_id
        yield holding(*proof) if proof else fault(_CANNOT_READ.format(name=name), role.evidence())
    for one, value in granted:
        other = secret_of(graph, value)
        if value == "*" or (other is not None and other.id not in needed):
            yield fault(_READS_MORE.format(what=describe(value)), one.evidence)


def secret_of(graph: Graph, value: Value) -> Resource | None:
    """The secret that a value names, also by its attachment to a database."""
    found = resolve(graph, value)
    if found is not None and found.type == "AWS::SecretsManager::SecretTargetAttachment":
        return resolve(graph, found.get("SecretId"))
    return found if found is not None and found.type == "AWS::SecretsManager::Secret" else None


def _is_literal(text: str) -> bool:
    return bool(text) and not text.startswith(("{{resolve:", "arn:"))


def _is_part(resource: Resource, path: str) -> bool:
    """Whether a text is only a part of a value that the deployment completes."""
    return isinstance(resource.get(path), Compound)


def _shows(value: Value) -> bool:
    if isinstance(value, Compound):
        return any(isinstance(part, str) and "{{resolve:" in part for part in value.parts)
    return isinstance(value, str) and bool(value) and not value.startswith("arn:")


_LITERAL = Text(en="{path} holds plain text", es="{path} contiene texto en claro")
_NOTHING_SECRET = Text(
    en="the template has no property that is named like a secret",
    es="la plantilla no tiene ninguna propiedad con nombre de secreto",
)
_VISIBLE = Text(
    en="the variable {name} can be read by whoever may see the task definition",
    es="la variable {name} la puede leer quien pueda ver la definición de tarea",
)
_NO_SECRETS = Text(
    en="no container gets a secret, although a database needs a password",
    es="ningún contenedor recibe un secreto, aunque la base de datos necesita contraseña",
)
_NO_ROLE = Text(
    en="the execution role is not stated in the template", es="el rol de ejecución no se indica en la plantilla"
)
_CANNOT_PULL = Text(
    en="no policy lets the execution role pull from {name}",
    es="ninguna política deja al rol de ejecución descargar de {name}",
)
_CANNOT_READ = Text(
    en="no policy lets the execution role read {name}", es="ninguna política deja al rol de ejecución leer {name}"
)
_READS_MORE = Text(
    en="the execution role may also read {what}, which the task does not use",
    es="el rol de ejecución también puede leer {what}, que la tarea no usa",
)
_STALE = Text(
    en="the secret changes by itself, and running tasks keep the old password until somebody replaces them",
    es="el secreto cambia solo, y las tareas en marcha conservan la contraseña antigua hasta que alguien las reemplaza",
)
