"""Quotas of an account that a deployment can run into, with what counts towards them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook.deploy.assembly import count_types, properties_of
from workbook.deploy.stacks import DATA, EDGE, NETWORK, SERVICE
from workbook.deploy.target import REGION
from workbook.lang import Text

# Fargate counts in vCPU, task definitions in 1,024ths of one.
_UNITS_OF_VCPU = 1024


@dataclass(frozen=True, slots=True)
class Quota:
    """One quota, as Service Quotas names it."""

    service: str
    code: str
    stack: str
    """Whose deployment needs it."""

    name: Text
    needed: Callable[[Path], int]
    """By an assembly, at most."""

    api: str = ""
    used: Callable[[Any], int] | None = None
    """What is there already, where an API tells."""

    region: str | None = None
    """Where the quota is kept, if not in the region of the target."""


def _count(kind: str) -> Callable[[Path], int]:
    return lambda assembly: count_types(assembly)[kind]


def _vcpus(assembly: Path) -> int:
    """As many tasks as the service may grow to, each at its size."""
    tasks = [int(task["Cpu"]) for task in properties_of(assembly, "AWS::ECS::TaskDefinition")]
    most = [
        int(target["MaxCapacity"]) for target in properties_of(assembly, "AWS::ApplicationAutoScaling::ScalableTarget")
    ]
    return -(-max(tasks, default=0) * max(most, default=1) // _UNITS_OF_VCPU)


def _listed(paginator: str, key: str) -> Callable[[Any], int]:
    return lambda client: sum(len(page[key]) for page in client.get_paginator(paginator).paginate())


def _balancers(client: Any) -> int:  # noqa: ANN401 - boto3 makes clients while it runs
    pages = client.get_paginator("describe_load_balancers").paginate()
    return sum(each.get("Type") == "application" for page in pages for each in page["LoadBalancers"])


def _distributions(client: Any) -> int:  # noqa: ANN401 - boto3 makes clients while it runs
    pages = client.get_paginator("list_distributions").paginate()
    return sum(len(page["DistributionList"].get("Items", [])) for page in pages)


# Codes as in the Service Quotas console; defaults of new accounts are 5, 5, 6, 50, 40 and 200.
QUOTAS = (
    Quota(
        "vpc",
        "L-F678F1CE",
        NETWORK,
        Text(en="VPCs in the region", es="VPC en la región"),
        _count("AWS::EC2::VPC"),
        "ec2",
        _listed("describe_vpcs", "Vpcs"),
    ),
    Quota(
        "ec2",
        "L-0263D0A3",
        NETWORK,
        Text(en="elastic IP addresses", es="direcciones IP elásticas"),
        _count("AWS::EC2::EIP"),
        "ec2",
        lambda client: len(client.describe_addresses()["Addresses"]),
    ),
    Quota("fargate", "L-3032A538", SERVICE, Text(en="vCPU of Fargate", es="vCPU de Fargate"), _vcpus),
    Quota(
        "elasticloadbalancing",
        "L-53DA6B97",
        SERVICE,
        Text(en="application load balancers", es="balanceadores de aplicación"),
        _count("AWS::ElasticLoadBalancingV2::LoadBalancer"),
        "elbv2",
        _balancers,
    ),
    Quota(
        "rds",
        "L-7B6409FD",
        DATA,
        Text(en="database instances", es="instancias de base de datos"),
        _count("AWS::RDS::DBInstance"),
        "rds",
        _listed("describe_db_instances", "DBInstances"),
    ),
    Quota(
        "cloudfront",
        "L-24B04930",
        EDGE,
        Text(en="CloudFront distributions", es="distribuciones de CloudFront"),
        _count("AWS::CloudFront::Distribution"),
        "cloudfront",
        _distributions,
        REGION,
    ),
)
