"""What EC2 instances cost: the hours of their type, and their disks."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import HOURS_PER_MONTH, Number
from workbook.lang import Text


def instance(
    kind_of_instance: str, hours: Number = HOURS_PER_MONTH, kind: Kind = Kind.FIXED, path: str = "InstanceType"
) -> Iterator[Component]:
    """The hours of an instance on demand, with Linux."""
    yield Component(
        name=_INSTANCE.format(type=kind_of_instance),
        price=f"ec2.instance.{kind_of_instance}",
        quantity=hours,
        kind=kind,
        formula=_HOURS,
        terms={"hours": hours},
        path=path,
    )


def disk(gb: Number, kind: Kind = Kind.FIXED, path: str = "") -> Iterator[Component]:
    """A gp3 volume with the throughput and operations that are included."""
    yield Component(_DISK, "ebs.gp3", gb, kind, _GB, {"gb": gb}, path)


_INSTANCE = Text(en="EC2 instance {type}", es="instancia EC2 {type}")
_HOURS = Text(en="{hours} h a month", es="{hours} h al mes")
_DISK = Text(en="EBS volume gp3", es="volumen EBS gp3")
_GB = Text(en="{gb} GB provisioned", es="{gb} GB aprovisionados")
