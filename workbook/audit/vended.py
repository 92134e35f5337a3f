"""Logs that AWS services write themselves: delivered through CloudWatch Logs, or set on the resource."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.audit.model import Finding
from workbook.audit.predicates import decide, fault, holding, plain_text, resolve, yes
from workbook.audit.statements import Statement, covers, resource_policy
from workbook.graph.index import entries
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Evidence, Resource, Value, describe

ALB_LOG_TYPES = ("ALB_ACCESS_LOGS", "ACCESS_LOGS")
"""The type of an access log; documents of AWS name the first, its tools the second for CloudFront."""

LOG_WRITERS = ("logdelivery.elasticloadbalancing.amazonaws.com", "delivery.logs.amazonaws.com")
ATTRIBUTE_LISTS = ("LoadBalancerAttributes", "TargetGroupAttributes")
SOURCE, DELIVERY = "AWS::Logs::DeliverySource", "AWS::Logs::Delivery"


def distribution_logs(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """A distribution's accesses are delivered, or written to a bucket."""
    path = "DistributionConfig.Logging.Bucket"
    if distribution.get(path) not in (None, ""):
        yield holding(distribution.evidence(path))
    else:
        yield from _delivered(graph, distribution, ("ACCESS_LOGS",))


def load_balancer_logs(graph: Graph, balancer: Resource) -> Iterator[Finding]:
    """A load balancer's accesses are delivered to CloudWatch; its attributes can only write them to a bucket."""
    on = attribute(balancer, "access_logs.s3.enabled")
    found = tuple(_delivered(graph, balancer, ALB_LOG_TYPES))
    arriving = [finding for finding in found if finding.holds is not False]
    if arriving:
        yield from (_to_log_group(graph, finding) for finding in arriving)
    elif on is not None and yes(on[1]):
        yield fault(_TO_BUCKET, on[0])
    else:
        yield from found


def log_bucket_accepts(graph: Graph, balancer: Resource) -> Iterator[Finding]:
    """The bucket that a load balancer writes to lets it in and is not encrypted with a key that it cannot use."""
    named = attribute(balancer, "access_logs.s3.bucket")
    bucket = resolve(graph, named[1]) if named is not None else None
    if bucket is None or named is None:
        return
    path = "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm"
    yield decide(bucket.evidence(path), bucket.get(path, "AES256"), lambda text: text == "AES256", "AES256")
    allowing = [one for one in resource_policy(graph, bucket) if one.allows and _writes(one)]
    proof = (named[0], *(one.evidence for one in allowing))
    yield holding(*proof) if allowing else fault(_NOT_LET_IN.format(bucket=bucket.id.logical_id), *proof)


def _writes(statement: Statement) -> bool:
    """Whether a statement lets log delivery, or the account of Elastic Load Balancing in older regions, write."""
    names = [describe(value) for values in statement.principals.values() for value in values]
    delivery = any(name in LOG_WRITERS or name.startswith("arn:") or name.isdigit() for name in names)
    return delivery and covers(statement, "s3:PutObject")


def attribute_is(resource: Resource, key: str, default: str, test: Callable[[str], bool], wanted: str) -> Finding:
    """Whether an attribute of a load balancer or target group, or its default, passes a test."""
    found = attribute(resource, key)
    if found is not None:
        return decide(*found, test, f"{wanted} ({key})")
    name = next(name for name in ATTRIBUTE_LISTS if resource.type.endswith(name.removesuffix("Attributes")))
    evidence = resource.evidence(name)
    if test(default):
        return holding(evidence)
    return fault(_ATTRIBUTE_DEFAULT.format(key=key, value=default, wanted=wanted), evidence)


def attribute(resource: Resource, key: str) -> tuple[Evidence, Value] | None:
    """An attribute of a load balancer or target group with its place; None where the template leaves it out."""
    for name in ATTRIBUTE_LISTS:
        for path, entry in entries(resource.properties, f"{name}.*"):
            if entry.get("Key") == key:
                return resource.evidence(f"{path}.Value"), entry.get("Value")
    return None


def _delivered(graph: Graph, writer: Resource, types: tuple[str, ...]) -> Iterator[Finding]:
    """The whole chain: a source that names the writer, and a delivery that joins it to a destination."""
    sources = [source for source in _reading(graph, writer, SOURCE) if plain_text(source.get("LogType")) in types]
    if not sources:
        yield fault(_NO_LOG.format(name=writer.id.logical_id), writer.evidence())
    for source in sources:
        deliveries = _reading(graph, source, DELIVERY)
        if not deliveries:
            yield fault(_NO_DELIVERY.format(source=source.id.logical_id), source.evidence("ResourceArn"))
        for delivery in deliveries:
            yield _arrives(graph, source, delivery)


def _to_log_group(graph: Graph, finding: Finding) -> Finding:
    """The finding about a delivery, a fault where its destination is known to be something else than a log group."""
    for place in finding.evidence:
        if not place.path.endswith(".DestinationResourceArn"):
            continue
        target = resolve(graph, place.value)
        group = ":log-group:" in describe(place.value) if target is None else target.type == "AWS::Logs::LogGroup"
        told = target is not None or plain_text(place.value) is not None
        if told and not group:
            return fault(_TO_BUCKET, *finding.evidence)
    return finding


def _reading(graph: Graph, target: Resource, kind: str) -> tuple[Resource, ...]:
    found = graph.predecessors(node_id(target), EdgeKind.READS)
    return tuple(node.resource for node in found if node.type == kind and node.resource is not None)


def _arrives(graph: Graph, source: Resource, delivery: Resource) -> Finding:
    evidence = (source.evidence("ResourceArn"), delivery.evidence("DeliveryDestinationArn"))
    arn = delivery.get("DeliveryDestinationArn")
    destination = resolve(graph, arn)
    if destination is None:
        return Finding(None if arn is not None else False, evidence, _NO_DESTINATION)
    target = destination.get("DestinationResourceArn")
    if target is None:
        return fault(_NO_DESTINATION, destination.evidence())
    return holding(*evidence, destination.evidence("DestinationResourceArn"))


_NO_LOG = Text(
    en="no access log of {name} is delivered or written",
    es="no se entrega ni escribe ningún registro de accesos de {name}",
)
_TO_BUCKET = Text(
    en="the access log goes to a bucket or a stream, not to CloudWatch",
    es="el registro de accesos va a un bucket o a un flujo, no a CloudWatch",
)
_NO_DELIVERY = Text(
    en="the delivery source {source} is joined to no destination",
    es="el origen de entrega {source} no está unido a ningún destino",
)
_NO_DESTINATION = Text(
    en="the delivery leads to no destination of the template", es="la entrega no lleva a ningún destino de la plantilla"
)
_ATTRIBUTE_DEFAULT = Text(
    en="the attribute {key} is left out, which means {value}; expected {wanted}",
    es="el atributo {key} se omite, lo que significa {value}; se esperaba {wanted}",
)
_NOT_LET_IN = Text(
    en="no policy lets the load balancer write to {bucket}",
    es="ninguna política deja al balanceador escribir en {bucket}",
)
