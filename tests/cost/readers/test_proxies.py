from __future__ import annotations

from cost.readers.said import charged, gaps
from cost.readers.test_databases import SMALL

PROXY = """
It:
  Type: AWS::RDS::DBProxy
  Properties: {DBProxyName: it, EngineFamily: POSTGRESQL, RoleArn: x, VpcSubnetIds: [a, b], Auth: []}
Group:
  Type: AWS::RDS::DBProxyTargetGroup
  Properties: {DBProxyName: !Ref It, TargetGroupName: default, DBInstanceIdentifiers: [!Ref Database]}
"""


def test_a_proxy_pays_for_the_vcpus_of_its_database(read):
    found = read(PROXY + SMALL.replace("It:", "Database:"))
    assert charged(found) == {"rds.proxy": 2 * 730}


def test_a_proxy_pays_for_the_vcpus_of_all_its_databases(read):
    # 2 and 8 vCPU
    large = SMALL.replace("It:", "Large:").replace("db.t4g.small", "db.m7g.2xlarge")
    both = PROXY.replace("[!Ref Database]", "[!Ref Database, !Ref Large]") + SMALL.replace("It:", "Database:") + large
    assert charged(read(both)) == {"rds.proxy": 10 * 730}
    unknown = both.replace("db.m7g.2xlarge", "!ImportValue size")
    assert charged(read(unknown)) == {}
    assert len(gaps(read(unknown))) == 1


def test_a_proxy_before_something_unknown_is_a_gap(read):
    assert len(gaps(read(PROXY.replace("!Ref Database", "elsewhere")))) == 1
