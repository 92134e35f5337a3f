from __future__ import annotations

import pytest

from cost.readers.said import charged

ASSOCIATED = """
It: {Type: AWS::EC2::EIP}
Use:
  Type: AWS::EC2::EIPAssociation
  Properties: {AllocationId: !GetAtt It.AllocationId, InstanceId: i-1}
"""
OF_A_GATEWAY = """
It: {Type: AWS::EC2::EIP}
Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: s, AllocationId: !GetAtt It.AllocationId}}
"""


@pytest.mark.parametrize(
    ("source", "price"),
    [
        ("It: {Type: AWS::EC2::EIP}\n", "ipv4.idle"),
        ("It: {Type: AWS::EC2::EIP, Properties: {InstanceId: i-1}}\n", "ipv4.instance"),
        (ASSOCIATED, "ipv4.instance"),
        (OF_A_GATEWAY, "ipv4.in-use"),
    ],
)
def test_what_uses_an_address_decides_its_price(read, source, price):
    assert charged(read(source)) == {price: 730}
