"""What a template says about the way from a commit to running tasks: registry, trust in GitHub, deployment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from workbook.audit import tiers
from workbook.audit.model import Finding
from workbook.audit.predicates import Subjects, decide, fault, holding, missing, plain_text, resolve, undecided, yes
from workbook.audit.privileges import deployers
from workbook.audit.statements import Statement, covers, identity_policies, statements
from workbook.graph.identity import GITHUB_HOST
from workbook.graph.index import entries
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text, same
from workbook.template.model import Resource, ResourceId, Unknown, describe, references, undeclared, walk

PUSH_ACTIONS = ("ecr:PutImage", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload")
COMPARED = frozenset({"stringequals", "stringlike"})
"""Operators that an absent claim does not pass; a text without wildcards means the same to both."""

NAMED_ONCE: Mapping[str, str] = {
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "Name",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "Name",
    "AWS::EC2::SecurityGroup": "GroupName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::IAM::Role": "RoleName",
    "AWS::SecretsManager::Secret": "Name",
    "AWS::SNS::Topic": "TopicName",
    "AWS::ECS::Cluster": "ClusterName",
    "AWS::ECS::Service": "ServiceName",
    "AWS::RDS::DBInstance": "DBInstanceIdentifier",
    "AWS::RDS::DBCluster": "DBClusterIdentifier",
}
"""Types that some updates replace, which a fixed name prevents, with the property that names them."""

DEPLOYERS = Subjects(Text(en="role that GitHub assumes", es="rol que asume GitHub"), deployers)


def referring(graph: Graph) -> Iterator[Resource]:
    """Every resource that refers to something else in its assembly, or to a name that is not declared there."""
    for node in graph.nodes.values():
        resource = node.resource
        if (
            resource is not None
            and resource.included
            and (any(references(resource.properties)) or undeclared(resource.properties))
        ):
            yield resource


def refers_to_declared(_: Graph, resource: Resource) -> Iterator[Finding]:
    """Each name that a resource refers to is declared in its template."""
    dangling = [(path, undeclared(leaf)) for path, leaf in walk(resource.properties) if undeclared(leaf)]
    for path, names in dangling:
        yield fault(_UNDECLARED.format(names=same(", ".join(names))), resource.evidence(path))
    if not dangling:
        yield holding(resource.evidence())


def excludes_few_tags(_: Graph, repository: Resource) -> Iterator[Finding]:
    """What a repository excludes from its immutable tags is not every tag."""
    for path, excluded in entries(repository.properties, "ImageTagMutabilityExclusionFilters.*"):
        pattern = describe(excluded.get("ImageTagMutabilityExclusionFilterValue"))
        if set(pattern) == {"*"}:
            yield fault(_EXCLUDES_ALL, repository.evidence(path))


def comes_from_ecr(graph: Graph, task: Resource) -> Iterator[Finding]:
    """A container of a task runs an image of an ECR repository."""
    pulled = graph.outgoing(node_id(task), EdgeKind.PULLS_FROM)
    ours = [edge for edge in pulled if graph.nodes[edge.target].resource is not None or ".dkr.ecr." in edge.target]
    if ours:
        yield holding(*(edge.evidence for edge in ours))
    elif any("${" in edge.target for edge in pulled):
        yield Finding(None, tuple(edge.evidence for edge in pulled), _IMAGE_UNTOLD)
    else:
        yield fault(_NOT_ECR, *(edge.evidence for edge in pulled))


def is_scanned(graph: Graph, repository: Resource) -> Iterator[Finding]:
    """Images are scanned when they are pushed, by the repository's own setting or by the registry's."""
    for setting in graph.resources("AWS::ECR::RegistryScanningConfiguration"):
        yield holding(setting.evidence())
        return
    path = "ImageScanningConfiguration.ScanOnPush"
    yield decide(repository.evidence(path), repository.get(path, False), yes, "true")


def has_deployer(graph: Graph) -> Iterator[Finding]:
    """A template with an image repository or a service has a role for the pipeline."""
    roles, demanding = tuple(deployers(graph)), (*graph.resources("AWS::ECR::Repository"), *tiers.services(graph))
    if roles:
        yield holding(*(role.evidence("AssumeRolePolicyDocument") for role in roles))
    elif demanding:
        yield fault(_NO_DEPLOYER, *(one.evidence() for one in demanding))
    else:
        yield missing(tiers.SERVICES)


def trusts_one_subject(_: Graph, role: Resource) -> Iterator[Finding]:
    """The trust compares the `sub` of the token with exact texts."""
    for one in _federated(role):
        yield _compared(one, "sub", lambda text: text.startswith("repo:") and "*" not in text and "?" not in text)


def trusts_one_audience(_: Graph, role: Resource) -> Iterator[Finding]:
    """The trust compares the `aud` of the token with the audience of STS."""
    for one in _federated(role):
        yield _compared(one, "aud", lambda text: text == "sts.amazonaws.com")


def can_deliver(graph: Graph) -> Iterator[Finding]:
    """Together the pipeline's roles may push to the repository and change the service, directly or through CDK."""
    roles, repositories = tuple(deployers(graph)), graph.resources("AWS::ECR::Repository")
    if not roles:
        yield missing(DEPLOYERS)
        return
    held = [one for role in roles for one in identity_policies(graph, role) if one.allows]
    granted = _by_resource(graph, held)
    for repository in repositories:
        here = [*granted.get(None, ()), *granted.get(repository.id, ())]
        for action in PUSH_ACTIONS:
            yield _granted(here, action, repository, roles)
    deploying = [one for one in held if covers(one, "ecs:UpdateService") or _assumes_cdk(one)]
    if deploying:
        yield holding(*(one.evidence for one in deploying))
    else:
        yield fault(_CANNOT_DEPLOY, *(role.evidence() for role in roles))


def is_filled_first(graph: Graph, task: Resource) -> Iterator[Finding]:
    """The repository of a task's image stands in a stack that is deployed before the task's."""
    for edge in graph.outgoing(node_id(task), EdgeKind.PULLS_FROM):
        repository = graph.nodes[edge.target].resource
        if repository is not None:
            apart = repository.id.stack != task.id.stack
            evidence = repository.evidence()
            yield holding(evidence) if apart else fault(_SAME_STACK.format(stack=task.id.stack), evidence)


def runs_no_node(graph: Graph, resource: Resource) -> Iterator[Finding]:
    """The function behind a custom resource runs on another runtime than Node."""
    function = resolve(graph, resource.get("ServiceToken"))
    runtime = plain_text(function.get("Runtime")) if function is not None else None
    if function is None or runtime is None:
        yield Finding(None, (resource.evidence("ServiceToken"),), _FUNCTION_UNTOLD)
    else:
        evidence = (resource.evidence("ServiceToken"), function.evidence("Runtime"))
        node = runtime.startswith("nodejs")
        yield fault(_NODE.format(runtime=runtime), *evidence) if node else holding(*evidence)


def custom_resources(graph: Graph) -> Iterator[Resource]:
    """The resources whose work a function of the template does while it is deployed."""
    for node in graph.nodes.values():
        custom = node.type.startswith("Custom::") or node.type == "AWS::CloudFormation::CustomResource"
        if custom and node.resource is not None and node.resource.included:
            yield node.resource


def has_no_fixed_name(_: Graph, resource: Resource) -> Iterator[Finding]:
    """A resource that some updates replace is named by CloudFormation, or by a text that is new in each stack."""
    path = NAMED_ONCE[resource.type]
    value = resource.get(path)
    evidence = resource.evidence(path)
    if isinstance(value, Unknown):
        yield undecided(evidence, value)
    else:
        yield fault(_FIXED_NAME.format(name=value), evidence) if isinstance(value, str) else holding(evidence)


def replaceable(graph: Graph) -> Iterator[Resource]:
    """The resources that a fixed name would keep from being replaced."""
    return iter(graph.resources(*NAMED_ONCE))


def has_lifecycle(_: Graph, repository: Resource) -> Iterator[Finding]:
    """Old images are removed by a rule."""
    evidence = repository.evidence("LifecyclePolicy")
    stated = repository.get("LifecyclePolicy") is not None
    yield holding(evidence) if stated else fault(_KEEPS_ALL, evidence)


def _federated(role: Resource) -> Iterator[Statement]:
    for one in statements(role, "AssumeRolePolicyDocument"):
        if one.allows and "Federated" in one.principals:
            yield one


def _compared(statement: Statement, claim: str, accepts: Callable[[str], bool]) -> Finding:
    """Whether some exact comparison of a claim is there, and none that a wildcard or an absent claim passes."""
    key = f"{GITHUB_HOST}:{claim}".lower()
    tests = [
        (operator, value)
        for operator, compared in statement.conditions.items()
        for name, values in compared.items()
        if name.lower() == key
        for value in values
    ]
    exact = [v for operator, v in tests if operator.lower() in COMPARED]
    if not tests:
        return fault(_UNCHECKED.format(claim=claim), statement.evidence)
    if not exact:
        return fault(_LOOSE.format(claim=claim, operator=tests[0][0]), statement.evidence)
    known = [v for v in exact if isinstance(v, str)]
    wrong = [v for v in known if not accepts(v)]
    if wrong:
        return fault(_WRONG.format(claim=claim, value=wrong[0]), statement.evidence)
    if len(known) < len(exact):
        return Finding(None, (statement.evidence,), _CLAIM_UNTOLD.format(claim=claim))
    return holding(statement.evidence)


def _by_resource(graph: Graph, held: list[Statement]) -> Mapping[ResourceId | None, list[Statement]]:
    """Statements by the resource that each of them names; under None those that hold for all resources."""
    found: dict[ResourceId | None, list[Statement]] = {}
    for one in held:
        for value in one.resources:
            named = resolve(graph, value)
            if named is not None or value == "*":
                found.setdefault(named.id if named is not None else None, []).append(one)
    return found


def _granted(held: list[Statement], action: str, repository: Resource, roles: tuple[Resource, ...]) -> Finding:
    proof = [one.evidence for one in held if covers(one, action)]
    if proof:
        return holding(*proof)
    names = {"action": action, "repository": repository.id.logical_id}
    return fault(_CANNOT_PUSH.format(**names), *(role.evidence() for role in roles))


def _assumes_cdk(statement: Statement) -> bool:
    roles = covers(statement, "sts:AssumeRole")
    return roles and any(":role/cdk-" in describe(value) for value in statement.resources)


_IMAGE_UNTOLD = Text(
    en="the template does not tell where the image comes from", es="la plantilla no dice de dónde viene la imagen"
)
_NOT_ECR = Text(en="the image does not come from ECR", es="la imagen no viene de ECR")
_NO_DEPLOYER = Text(
    en="no role of the template is assumed by GitHub Actions",
    es="GitHub Actions no asume ningún rol de la plantilla",
)
_UNCHECKED = Text(
    en="the claim {claim} of the token is not checked", es="no se comprueba la declaración {claim} del token"
)
_LOOSE = Text(
    en="the claim {claim} is compared by {operator}, which more than one text or none passes",
    es="la declaración {claim} se compara con {operator}, que admite más de un texto o ninguno",
)
_WRONG = Text(en="the claim {claim} is compared with {value}", es="la declaración {claim} se compara con {value}")
_CLAIM_UNTOLD = Text(
    en="the template does not tell what {claim} is compared with",
    es="la plantilla no dice con qué se compara {claim}",
)
_CANNOT_PUSH = Text(
    en="no role of the pipeline is granted {action} on {repository}",
    es="ningún rol de la canalización tiene {action} sobre {repository}",
)
_CANNOT_DEPLOY = Text(
    en="no role of the pipeline may update a service or assume the deployment role of CDK",
    es="ningún rol de la canalización puede actualizar un servicio ni asumir el rol de despliegue de CDK",
)
_SAME_STACK = Text(
    en="repository and service are both in {stack}, so the first deployment waits for an image that cannot be there",
    es="repositorio y servicio están en {stack}: el primer despliegue espera una imagen que no puede existir aún",
)
_FUNCTION_UNTOLD = Text(
    en="the template does not tell what runs the custom resource",
    es="la plantilla no dice qué ejecuta el recurso personalizado",
)
_NODE = Text(en="the custom resource runs on {runtime}", es="el recurso personalizado se ejecuta en {runtime}")
_UNDECLARED = Text(en="nothing declares {names}", es="nada declara {names}")
_EXCLUDES_ALL = Text(
    en="every tag is excluded, so all of them can be moved",
    es="se excluyen todas las etiquetas, así que todas se pueden mover",
)
_FIXED_NAME = Text(en="the name {name} can exist only once", es="el nombre {name} solo puede existir una vez")
_KEEPS_ALL = Text(en="no rule removes old images", es="ninguna regla quita las imágenes antiguas")
