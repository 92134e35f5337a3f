from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.graph.model import Graph

TEMPLATE = (Path(__file__).parent / "balanced.yaml").read_text(encoding="utf-8")


@pytest.fixture
def changed(graph_of: Callable[[str], Graph]) -> Callable[..., Graph]:
    """The graph of `balanced.yaml` with some of its words replaced; each must be there."""

    def build(**words: str) -> Graph:
        text = TEMPLATE
        for name, new in words.items():
            old = WORDS[name]
            assert old in text, name
            text = text.replace(old, new)
        return graph_of(text)

    return build


WORDS = {
    "balancer": "{Type: application, Scheme: internet-facing, Subnets: [!Ref PublicA, !Ref PublicB]}",
    "count": "DesiredCount: 2",
    "places": "Subnets: [!Ref PrivateA, !Ref PrivateB]",
    "zone_b": "AvailabilityZone: us-east-1b",
    "standby": "MultiAZ: true",
    "backups": "BackupRetentionPeriod: 14",
    "open_database": "PubliclyAccessible: false",
    "route_b": "NatGatewayId: !Ref NatB",
    "nat_b": "NatB: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref PublicB}}\n",
    "way_out": "DestinationCidrBlock: 0.0.0.0/0, NatGatewayId",
    "logs": "RetentionInDays: 30",
    "launch": "LaunchType: FARGATE",
    "address": "AssignPublicIp: DISABLED",
    "more": "# more",
}
"""The places of `balanced.yaml` that tests change, by what they decide."""
