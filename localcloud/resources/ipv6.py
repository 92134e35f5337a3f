"""Of EC2: IPv6 blocks of a VPC."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Handler, Made, Properties, handler, new_id

_BLOCKS = "Ipv6CidrBlockAssociationSet"


def _block(vpc: str) -> str:
    """A block of /56 that follows from the VPC, kept for documentation (RFC 3849)."""
    number = hashlib.sha256(vpc.encode()).hexdigest()
    return f"2001:db8:{number[:4]}:{number[4:6]}00::/56"


def _create(_: str, properties: Properties, __: str) -> Made:
    association = new_id("vpc-cidr-assoc")
    vpc = ec2._vpcs[properties["VpcId"]]
    vpc[_BLOCKS] = [{"AssociationId": association, "Ipv6CidrBlock": _block(vpc["VpcId"])}]
    return association, {"Id": association}


def _delete(association: str, properties: Properties) -> None:
    vpc = ec2._vpcs.get(properties["VpcId"]) or {}
    if [each["AssociationId"] for each in vpc.get(_BLOCKS, [])] == [association]:
        del vpc[_BLOCKS]


def tell_blocks_of_vpcs() -> None:
    """Have a VPC tell the block that it will be given; the emulator fixes its attributes when it is made or changed."""
    of_vpc = provisioners._RESOURCE_HANDLERS["AWS::EC2::VPC"]
    for step in ("create", "update"):
        of_vpc[step] = _telling(of_vpc[step])


def _telling(step: Callable[..., Made]) -> Callable[..., Made]:
    def stepped(*arguments: Any) -> Made:
        vpc, attributes = step(*arguments)
        return vpc, {**attributes, "Ipv6CidrBlocks": [_block(vpc)]}

    return stepped


TYPES: dict[str, Handler] = {"AWS::EC2::VPCCidrBlock": handler(_create, _delete)}
