"""What the emulator's APIs leave out when they tell of a resource, put in where its records have it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

from ministack.services import ec2, rds

Tell = Callable[..., str]


def tell_whole() -> None:
    """Have them tell it."""
    ec2._vpc_fields_xml = _with(ec2._vpc_fields_xml, _blocks)
    ec2._vpce_fields_xml = _with(ec2._vpce_fields_xml, _policy)
    ec2._subnet_fields_xml = _with(ec2._subnet_fields_xml, _block)
    rds._instance_xml = _without_placeholder(rds._instance_xml)


def _with(tell: Tell, more: Callable[[Any], str]) -> Tell:
    """What tells of a record, with more before its end."""

    def told(record: Any, *given: Any, **named: Any) -> str:
        head, end, tail = tell(record, *given, **named).rpartition("</")
        return head + more(record) + end + tail

    return told


def _blocks(vpc: Any) -> str:
    return _associations(vpc.get("Ipv6CidrBlockAssociationSet") or [], "<ipv6Pool>Amazon</ipv6Pool>")


def _block(subnet: Any) -> str:
    block = subnet.get("Ipv6CidrBlock")
    number = subnet["SubnetId"].replace("subnet-", "subnet-cidr-assoc-")
    return _associations([{"AssociationId": number, "Ipv6CidrBlock": block}] if block else [])


def _associations(blocks: list[Any], more: str = "") -> str:
    items = "".join(
        f"<item><associationId>{each['AssociationId']}</associationId><ipv6CidrBlock>{each['Ipv6CidrBlock']}"
        f"</ipv6CidrBlock><ipv6CidrBlockState><state>associated</state></ipv6CidrBlockState>{more}</item>"
        for each in blocks
    )
    return f"<ipv6CidrBlockAssociationSet>{items}</ipv6CidrBlockAssociationSet>"


def _policy(endpoint: Any) -> str:
    policy = endpoint.get("PolicyDocument")
    text = policy if isinstance(policy, str) else json.dumps(policy)
    return f"<policyDocument>{escape(text)}</policyDocument>" if policy else ""


def _without_placeholder(tell: Tell) -> Tell:
    def told(instance: Any) -> str:
        logs = "".join(f"<member>{each}</member>" for each in instance.get("EnabledCloudwatchLogsExports", []))
        support = instance.get("EngineLifecycleSupport", "open-source-rds-extended-support")
        whole = f"<EnabledCloudwatchLogsExports>{logs}</EnabledCloudwatchLogsExports>"
        whole += f"<EngineLifecycleSupport>{support}</EngineLifecycleSupport>"
        return tell(instance).replace("<EnabledCloudwatchLogsExports/>", whole)

    return told
