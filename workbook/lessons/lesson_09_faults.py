"""The stack of lesson 9: the committed `standard` snapshot with faults planted in it, and by what each shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from workbook.audit.model import AuditReport, Outcome
from workbook.audit.run import audit
from workbook.cost.estimate import estimate
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.lessons.lesson_09_words import DONE, HINTS
from workbook.template.edit import Edit, load_edited, put, remove, write_edited
from workbook.template.model import Assembly, Evidence, Resource
from workbook.template.raw import Raw
from workbook.template.source import PROFILES, load_profile

SOUND = PROFILES[0]
USERS = 100
"""For how many people the bill is looked at: the first ones."""

PROPERTY = 3
"""Dots in the path of a property: `Resources.Name.Properties.Property`."""

Named = Callable[[str], Resource]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that somebody did to the sound stack: the edits, the rules that it breaks, and those that fall silent.

    `near` are further places at which somebody who has found it may point. A fault that breaks no rule shows on the
    bill.
    """

    id: str
    edits: tuple[Edit, ...]
    rules: tuple[str, ...] = ()
    silences: frozenset[str] = frozenset()
    near: tuple[Evidence, ...] = field(default=(), hash=False)

    @property
    def done(self) -> Text:
        """What somebody did."""
        return DONE[self.id]

    @property
    def hint(self) -> Text:
        """The thought behind it, for somebody who has not found it."""
        return HINTS[self.id]

    @property
    def turned(self) -> frozenset[str]:
        """Every rule that answers otherwise because of it."""
        return self.silences.union(self.rules)


@cache
def faults() -> tuple[Fault, ...]:
    """Every planted fault, by the resources of the snapshot as it is today."""
    resources = tuple(load_profile(SOUND).resources())

    def named(name: str) -> Resource:
        (found,) = (each for each in resources if re.fullmatch(f"{name}([0-9A-F]{{8}})?", each.id.logical_id))
        return found

    return (*_of_the_network(named), *_of_the_service(named), *_of_the_stores(named), *_of_the_watch(named))


def write(folder: str | Path) -> Path:
    """Write the faulty templates into a folder, as somebody would hand them over, and give the folder.

    Raises:
        SourceError: the snapshot is missing.
    """
    target = Path(folder)
    write_edited(target, *planted(), profile=SOUND)
    return target


def planted() -> tuple[Edit, ...]:
    """The edits of all faults."""
    return tuple(edit for fault in faults() for edit in fault.edits)


@cache
def faulty() -> Assembly:
    """The stack with every fault in it, as `write` writes it."""
    return load_edited(*planted(), profile=SOUND)


@dataclass(frozen=True, slots=True)
class Examined:
    """A stack with all that is asked about it: its graph, its audit, and what its tasks cost in USD a month."""

    graph: Graph
    report: AuditReport
    outcomes: Mapping[str, Outcome]
    bill_of_tasks: Decimal


@lru_cache(maxsize=8)
def examine(assembly: Assembly) -> Examined:
    """What there is to say of a stack, said once however often it is asked."""
    graph = build_graph(assembly)
    report = audit(graph)
    outcomes = {result.rule.id: result.verdict.outcome for result in report.results}
    return Examined(graph, report, outcomes, _bill_of_tasks(graph))


@cache
def sound_found() -> Examined:
    """What there is to say of the sound stack."""
    return examine(load_profile(SOUND))


@cache
def faulty_found() -> Examined:
    """What there is to say of the faulty stack."""
    return examine(faulty())


def stands(fault: Fault, found: Examined) -> bool:
    """Whether a fault is still there: one of its rules does not hold, or the bill of the tasks is higher than before.

    A rule that has fallen silent does not hold.
    """
    if fault.rules:
        return any(found.outcomes[rule] is not sound_found().outcomes[rule] for rule in fault.turned)
    return found.bill_of_tasks > sound_found().bill_of_tasks


def _bill_of_tasks(graph: Graph) -> Decimal:
    lines = estimate(graph, USERS).lines
    tasks = (line.monthly for line in lines if line.charge.component.price.startswith("fargate."))
    return sum((monthly for monthly in tasks if monthly is not None), Decimal(0))


def _fault(name: str, *edits: Edit, rules: str = "", silences: str = "", near: tuple[Evidence, ...] = ()) -> Fault:
    return Fault(name, edits, tuple(rules.split()), frozenset(silences.split()), near)


def _of_the_network(named: Named) -> Iterator[Fault]:
    opened: Raw = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "0.0.0.0/0"}
    database = named("SecurityGroupsDatabase")
    yield _fault("open-database", put(database.evidence("SecurityGroupIngress"), [opened]), rules="SEC-01 NET-16")
    yield _fault(
        "lost-route",
        put(named("VpcPublicSubnet1DefaultRoute").evidence("DestinationCidrBlock"), "0.0.0.0/32"),
        rules="NET-05",
        near=tuple(named(f"VpcPublicSubnet1{part}").evidence() for part in ("DefaultRoute", "RouteTable", "Subnet")),
    )
    yield _fault(
        "foreign-certificate",
        put(
            named("SiteDistribution").evidence("DistributionConfig.ViewerCertificate.AcmCertificateArn"),
            "arn:aws:acm:eu-west-1:000000000000:certificate/1",
        ),
        rules="FRONT-05",
        silences="DNS-06",
    )
    action: Raw = {"Type": "forward", "TargetGroupArn": {"Ref": named("LoadBalancerTasks").id.logical_id}}
    yield _fault("clear-http", put(named("LoadBalancerHttp").evidence("DefaultActions.0"), action), rules="SEC-04")


def _of_the_service(named: Named) -> Iterator[Fault]:
    service, task = named("WebService"), named("WebTaskDefinition")
    container = "ContainerDefinitions.0"
    yield _fault(
        "wrong-port",
        put(service.evidence("LoadBalancers.0.ContainerPort"), 8080),
        rules="BACK-15 NET-13 NET-14",
        near=(task.evidence(f"{container}.PortMappings"),),
    )
    yield _fault("no-grace", remove(service.evidence("HealthCheckGracePeriodSeconds")), rules="BACK-09")
    environment = len(_items(task, f"{container}.Environment"))
    key: Raw = {"Name": "MAIL_API_KEY", "Value": "correct-horse-battery"}
    yield _fault("plain-key", put(task.evidence(f"{container}.Environment.{environment}"), key), rules="SEC-09")
    wide: Raw = {"Effect": "Allow", "Action": "secretsmanager:*", "Resource": "*"}
    policy = named("WebTaskDefinitionExecutionRoleDefaultPolicy")
    statements = len(_items(policy, "PolicyDocument.Statement"))
    yield _fault(
        "all-secrets",
        put(policy.evidence(f"PolicyDocument.Statement.{statements}"), wide),
        rules="SEC-11 SEC-12",
    )
    yield _fault("no-memory-scaling", remove(named("ScalingMemory").evidence()), rules="SCALE-02", near=_scaled(named))
    yield _fault("huge-tasks", put(task.evidence("Cpu"), "2048"), put(task.evidence("Memory"), "8192"))


def _of_the_stores(named: Named) -> Iterator[Fault]:
    database, bucket, policy = named("DatabaseInstance"), named("SiteFiles"), named("SiteFilesPolicy")
    yield _fault("no-standby", put(database.evidence("MultiAZ"), value=False), rules="DB-02")
    yield _fault("no-backups", put(database.evidence("BackupRetentionPeriod"), 0), rules="DB-03")
    block = bucket.evidence("PublicAccessBlockConfiguration")
    closed_to_nobody: Raw = {str(switch): False for switch in _items(bucket, "PublicAccessBlockConfiguration")}
    statements = len(_items(policy, "PolicyDocument.Statement"))
    everybody: Raw = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": {"Fn::Join": ["", [{"Fn::GetAtt": [bucket.id.logical_id, "Arn"]}, "/*"]]},
    }
    yield _fault(
        "public-bucket",
        put(block, closed_to_nobody),
        put(policy.evidence(f"PolicyDocument.Statement.{statements}"), everybody),
        rules="SEC-15 FRONT-07",
    )


def _of_the_watch(named: Named) -> Iterator[Fault]:
    yield _fault("mute-alarm", remove(named("DatabaseConnections").evidence("AlarmActions")), rules="MON-19")


def _scaled(named: Named) -> tuple[Evidence, ...]:
    """Where somebody points who misses a policy: what it would scale, and the policies beside it."""
    return (named("ScalingTasks").evidence(), named("ScalingCpu").evidence(), named("ScalingRequests").evidence())


def _items(resource: Resource, path: str) -> tuple[object, ...]:
    """What a list or mapping of a resource holds."""
    value = resource.get(path)
    return tuple(value) if isinstance(value, tuple | Mapping) else ()
