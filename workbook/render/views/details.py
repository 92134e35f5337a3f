"""What stands below an icon: the facts of a resource that a reader looks for first, read from the template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from workbook.graph.index import expand, whole
from workbook.graph.model import EXTERNAL, EdgeKind, Graph, Node, NodeId
from workbook.lang import Text, decimal, same
from workbook.render.views.details_access import group_lines, in_a_row, listed, role_lines, route_lines
from workbook.render.views.words import (
    ALARMS_ON,
    BUDGET,
    ENDPOINTS,
    FROM,
    IMMUTABLE,
    INTERNAL,
    KEPT,
    KEPT_ONE_DAY,
    ONE_TASK,
    PRIVATE_BUCKET,
    SCALES_ON,
    SCAN_ON_PUSH,
    SINGLE_ZONE,
    SIZE,
    TASKS,
)
from workbook.template.logical_ids import without_hash
from workbook.template.model import Resource, Value, describe

_ENGINES = {
    "postgres": "PostgreSQL",
    "aurora-postgresql": "Aurora PostgreSQL",
    "mysql": "MySQL",
    "aurora-mysql": "Aurora MySQL",
    "mariadb": "MariaDB",
}
Describer = Callable[[Graph, Sequence[Node]], Iterator[Text]]


def details(graph: Graph, nodes: Sequence[Node]) -> tuple[Text, ...]:
    """The lines below the name of an item that stands for these nodes, all of one type."""
    kind = nodes[0].type
    if kind in _NEED_NO_WORDS:
        return ()
    if kind in _BY_EDGES:
        return tuple(line for line in _BY_EDGES[kind](graph, nodes) if "${" not in line.en)
    return tuple(line for line in _BY_PROPERTIES.get(kind, _names)(nodes) if line.en)


def plain_id(node: Node) -> str:
    """The logical id without the hash that the CDK appends and without the stack's name; the name of an external."""
    if node.resource is None:
        kind, _, name = node.id.removeprefix(EXTERNAL).partition("/")
        return name if kind == "range" else name.rsplit("/", 1)[-1]
    return without_hash(node.resource.id.logical_id).removeprefix(node.resource.id.stack)


def _names(nodes: Sequence[Node]) -> Iterator[Text]:
    names = [plain_id(node) for node in nodes]
    if len(names) == 1:
        yield same(names[0])
    elif len(names) <= 3:
        yield same(", ".join(names))


def _distribution(nodes: Sequence[Node]) -> Iterator[Text]:
    aliases = [describe(v) for n in nodes for _, v in _values(n, "DistributionConfig.Aliases.*")]
    aliases = [alias for alias in aliases if "${" not in alias]
    yield from map(same, aliases[:2] or [plain_id(n) for n in nodes[:2]])


def _zone(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    names = [
        edge.note.partition(" ")[2]
        for node in nodes
        for record in graph.successors(node.id, EdgeKind.CONTAINS)
        for edge in graph.outgoing(record.id, EdgeKind.RESOLVES_TO)
    ]
    zone_names = [_told(n, "Name").rstrip(".") for n in nodes]
    yield from map(same, sorted(dict.fromkeys(names))[:3] or zone_names[:2])


def _bucket(nodes: Sequence[Node]) -> Iterator[Text]:
    yield from _names(nodes)
    blocked = [_property(n, f"PublicAccessBlockConfiguration.{name}") for n in nodes for name in _BLOCKS]
    if all(value in (True, "true") for value in blocked):
        yield PRIVATE_BUCKET


_BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def _balancer(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    names = [e.note.partition(" ")[2] for n in nodes for e in graph.incoming(n.id, EdgeKind.RESOLVES_TO)]
    if names:
        yield from map(same, sorted(dict.fromkeys(names))[:2])
    else:
        yield from _names(nodes)
    if all(_property(n, "Scheme") == "internal" for n in nodes):
        yield INTERNAL


def _service(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    if len(nodes) > 1:
        return
    low, high, metrics = scaling(graph, nodes[0].id)
    if high:
        yield ONE_TASK if high == 1 else TASKS.format(count=f"{low}–{high}" if low != high else low)
    else:
        yield from _names(nodes)
    if metrics:
        yield SCALES_ON.format(metrics=in_a_row(metrics))


def scaling(graph: Graph, service: NodeId) -> tuple[int | None, int | None, tuple[Text, ...]]:
    """The least and greatest number of copies of a service or fleet, and the metrics that move it between them."""
    targets = [n for n in graph.predecessors(service, EdgeKind.SCALES) if n.type.endswith("::ScalableTarget")]
    metrics: dict[Text, None] = {}
    for holder in (*targets, graph.nodes[service]):
        for policy in graph.predecessors(holder.id, EdgeKind.SCALES):
            metric = _told(policy, f"{_TRACKING}.PredefinedMetricSpecification.PredefinedMetricType")
            metrics.update({word: None for key, word in _METRICS.items() if key in metric})
    limits = [(whole(_property(n, "MinCapacity")), whole(_property(n, "MaxCapacity"))) for n in targets]
    low, high = limits[0] if limits else (None, whole(_property(graph.nodes[service], "DesiredCount")))
    return low if limits else high, high, tuple(sorted(metrics, key=str))


_TRACKING = "TargetTrackingScalingPolicyConfiguration"
_METRICS = {
    "CPU": Text(en="CPU", es="CPU"),
    "Memory": Text(en="memory", es="memoria"),
    "Request": Text(en="requests", es="peticiones"),
}


def _fleet(nodes: Sequence[Node]) -> Iterator[Text]:
    low, high = (whole(_property(nodes[0], name)) for name in ("MinSize", "MaxSize"))
    if low is not None and high is not None:
        yield same(f"{low}–{high}" if low != high else str(low))
    yield from _names(nodes)


def _task(nodes: Sequence[Node]) -> Iterator[Text]:
    """The lines of a task definition: its containers, its size and its processor."""
    names = [describe(v) for n in nodes for _, v in _values(n, "ContainerDefinitions.*.Name")]
    names = [name for name in names if "${" not in name]
    yield same(", ".join(dict.fromkeys(names)))
    cpu, memory = (whole(_property(nodes[0], name)) for name in ("Cpu", "Memory"))
    if cpu and memory:
        architecture = _told(nodes[0], "RuntimePlatform.CpuArchitecture") or "X86_64"
        yield SIZE.format(cpu=decimal(cpu / 1024), memory=decimal(memory / 1024), architecture=architecture)


def _database(nodes: Sequence[Node]) -> Iterator[Text]:
    node = nodes[0]
    engine = _told(node, "Engine")
    if engine:
        yield same(f"{_ENGINES.get(engine, engine)} {_told(node, 'EngineVersion')}".strip())
    size, storage = _told(node, "DBInstanceClass"), _told(node, "StorageType")
    if size or storage:
        yield same(" · ".join(filter(None, (size, storage))))
    if node.type == "AWS::RDS::DBInstance" and _property(node, "MultiAZ") in (None, False, "false"):
        yield SINGLE_ZONE


def _repository(nodes: Sequence[Node]) -> Iterator[Text]:
    if len(nodes) > 1:
        yield from _names(nodes)
        return
    if _property(nodes[0], "ImageScanningConfiguration.ScanOnPush") in (True, "true"):
        yield SCAN_ON_PUSH
    if _property(nodes[0], "ImageTagMutability") == "IMMUTABLE":
        yield IMMUTABLE


def _logs(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    writers = [e.source for n in nodes for e in graph.incoming(n.id, EdgeKind.WRITES_LOGS_TO)]
    if names := listed([graph.nodes[w].type for w in writers]):
        yield FROM.format(names=names)
    days = sorted({whole(_property(n, "RetentionInDays")) or 0 for n in nodes if n.resource is not None})
    if days and days[0]:
        span = f"{days[0]}–{days[-1]}" if len(days) > 1 else days[0]
        yield KEPT_ONE_DAY if days == [1] else KEPT.format(days=span)


def _alarms(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    watched = [e.target for n in nodes for e in graph.outgoing(n.id, EdgeKind.ALARMS_ON)]
    if names := listed([graph.nodes[w].type for w in watched]):
        yield ALARMS_ON.format(names=names)


def _budget(nodes: Sequence[Node]) -> Iterator[Text]:
    amount, unit = (_told(nodes[0], f"Budget.BudgetLimit.{name}") for name in ("Amount", "Unit"))
    if amount and _property(nodes[0], "Budget.TimeUnit") == "MONTHLY":
        yield BUDGET.format(amount=amount, unit=unit)


def _endpoint(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    for kind, frame in ENDPOINTS.items():
        of_kind = [n for n in nodes if (_told(n, "VpcEndpointType") or "Gateway").startswith(kind)]
        services = {_service_name(e.target) for n in of_kind for e in graph.outgoing(n.id, EdgeKind.FORWARDS_TO)}
        if services:
            yield frame.format(services=", ".join(sorted(services)))


def _service_name(target: NodeId) -> str:
    """`S3` for `external/aws-service/com.amazonaws.us-east-1.s3`."""
    name = target.rpartition("/")[2].split(".", 3)[-1]
    return name.upper() if name in ("s3", "ecr", "sqs", "sns", "kms", "sts", "ssm") else name


def _function(nodes: Sequence[Node]) -> Iterator[Text]:
    yield from _names(nodes)
    runtimes = {_told(n, "Runtime") for n in nodes} - {""}
    if len(runtimes) == 1:
        yield same(runtimes.pop())


def _told(node: Node, path: str) -> str:
    """A property in words; empty where only the deployment knows it."""
    words = describe(_property(node, path))
    return "" if "${" in words else words


def _property(node: Node, path: str) -> Value:
    return node.resource.get(path) if node.resource is not None else None


def _values(node: Node, pattern: str) -> Iterator[tuple[str, Value]]:
    resource: Resource | None = node.resource
    yield from expand(resource.properties, pattern) if resource is not None else ()


_BY_PROPERTIES: Mapping[str, Callable[[Sequence[Node]], Iterator[Text]]] = {
    "AWS::CloudFront::Distribution": _distribution,
    "AWS::S3::Bucket": _bucket,
    "AWS::ECS::TaskDefinition": _task,
    "AWS::AutoScaling::AutoScalingGroup": _fleet,
    "AWS::RDS::DBInstance": _database,
    "AWS::RDS::DBCluster": _database,
    "AWS::ECR::Repository": _repository,
    "AWS::Budgets::Budget": _budget,
    "AWS::Lambda::Function": _function,
}
_BY_EDGES: Mapping[str, Describer] = {
    "AWS::Route53::HostedZone": _zone,
    "External::Zone": _zone,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": _balancer,
    "AWS::ECS::Service": _service,
    "AWS::Logs::LogGroup": _logs,
    "AWS::CloudWatch::Alarm": _alarms,
    "AWS::EC2::VPCEndpoint": _endpoint,
    "AWS::EC2::SecurityGroup": group_lines,
    "AWS::EC2::RouteTable": route_lines,
    "AWS::IAM::Role": role_lines,
}
_NEED_NO_WORDS = (
    "AWS::EC2::InternetGateway",
    "AWS::EC2::NatGateway",
    "AWS::CloudWatch::Dashboard",
    "External::Users",
    "External::Github",
    "External::Internet",
)
