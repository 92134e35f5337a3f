from __future__ import annotations

import pytest

from workbook.graph.model import EdgeKind

DATABASE = """
    First: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a}}
    Second: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1b}}
    Subnets: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [!Ref First, !Ref Second]}}
    Group: {Type: AWS::EC2::SecurityGroup}
    Settings: {Type: AWS::RDS::DBParameterGroup}
    Key: {Type: AWS::KMS::Key}
    Database:
      Type: AWS::RDS::DBInstance
      Properties:
        Engine: postgres
        DBSubnetGroupName: !Ref Subnets
        DBParameterGroupName: !Ref Settings
        VPCSecurityGroups: [!GetAtt Group.GroupId]
        KmsKeyId: !GetAtt Key.Arn
        EnableCloudwatchLogsExports: [postgresql]
"""


def test_a_database_lies_in_the_subnets_of_its_subnet_group(graph_of, drawn):
    graph = graph_of(DATABASE)
    assert drawn(graph, EdgeKind.PLACED_IN) == ["Database → First", "Database → Second"]
    (first, _) = graph.outgoing("App/Database", EdgeKind.PLACED_IN)
    assert first.evidence.path == "Resources.Subnets.Properties.SubnetIds.0"


def test_its_groups_and_key_stand_around_a_database(graph_of, drawn):
    graph = graph_of(DATABASE)
    assert drawn(graph, EdgeKind.PROTECTED_BY, EdgeKind.ENCRYPTS) == ["Database → Group", "Key → Database"]
    assert drawn(graph, EdgeKind.CONFIGURES) == ["Settings → Database", "Subnets → Database"]


def test_exported_logs_go_to_the_group_that_rds_names_after_the_database(graph_of, drawn):
    assert drawn(graph_of(DATABASE), EdgeKind.WRITES_LOGS_TO) == [
        "Database → external/log-group//aws/rds/instance/${App/Database}/postgresql (postgresql)"
    ]


def test_a_declared_log_group_of_that_name_receives_the_exported_logs(graph_of, drawn):
    graph = graph_of(
        DATABASE
        + """
    Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/aws/rds/instance/${Database}/postgresql"}}
"""
    )
    assert drawn(graph, EdgeKind.WRITES_LOGS_TO) == ["Database → Logs (postgresql)"]


def test_an_instance_of_a_cluster_shares_its_subnets_and_groups(graph_of, drawn):
    graph = graph_of("""
        Subnet: {Type: AWS::EC2::Subnet}
        Subnets: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [!Ref Subnet]}}
        Group: {Type: AWS::EC2::SecurityGroup}
        Cluster:
          Type: AWS::RDS::DBCluster
          Properties: {DBSubnetGroupName: !Ref Subnets, VpcSecurityGroupIds: [!Ref Group]}
        Writer: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: !Ref Cluster}}
    """)
    assert drawn(graph, EdgeKind.CONTAINS, EdgeKind.PLACED_IN, EdgeKind.PROTECTED_BY) == [
        "Cluster → Writer",
        "Cluster → Subnet",
        "Cluster → Group",
        "Writer → Subnet",
        "Writer → Group",
    ]


def test_a_replica_is_written_by_its_source(graph_of, drawn):
    graph = graph_of("""
        Main: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql}}
        Copy: {Type: AWS::RDS::DBInstance, Properties: {SourceDBInstanceIdentifier: !Ref Main}}
    """)
    assert drawn(graph, EdgeKind.WRITES) == ["Main → Copy (replication)"]


def test_a_proxy_connects_to_the_databases_of_its_target_group(graph_of, drawn):
    graph = graph_of("""
        Database: {Type: AWS::RDS::DBInstance}
        Secret: {Type: AWS::SecretsManager::Secret}
        Proxy: {Type: AWS::RDS::DBProxy, Properties: {Auth: [{SecretArn: !Ref Secret}]}}
        Targets:
          Type: AWS::RDS::DBProxyTargetGroup
          Properties: {DBProxyName: !Ref Proxy, DBInstanceIdentifiers: [!Ref Database]}
    """)
    assert drawn(graph, EdgeKind.CONNECTS_TO, EdgeKind.READS) == ["Proxy → Database (proxy)", "Proxy → Secret"]


@pytest.mark.parametrize(
    ("kind", "properties", "port"),
    [
        ("AWS::RDS::DBInstance", "Engine: postgres", 5432),
        ("AWS::RDS::DBInstance", "{Engine: postgres, Port: '6000'}", 6000),
        ("AWS::RDS::DBInstance", "Engine: oracle-se2", 1521),
        ("AWS::RDS::DBCluster", "Engine: aurora-mysql", 3306),
        ("AWS::ElastiCache::ReplicationGroup", "Engine: valkey", 6379),
        ("AWS::ElastiCache::ReplicationGroup", "{}", 6379),
        ("AWS::ElastiCache::CacheCluster", "Engine: memcached", 11211),
        ("AWS::OpenSearchService::Domain", "{}", 443),
        ("AWS::RDS::DBInstance", "Engine: something-new", None),
    ],
)
def test_the_port_of_a_store_is_the_given_one_or_its_engines(kind, properties, port, graph_of):
    from workbook.graph.databases import database_port

    inner = properties if properties.startswith("{") else f"{{{properties}}}"
    (store,) = graph_of(f"Store: {{Type: {kind}, Properties: {inner}}}").resources(kind)
    assert database_port(store) == port
