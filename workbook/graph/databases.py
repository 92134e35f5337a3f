"""Edges of databases and other data stores: their subnets, settings, proxies, secrets and replicas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.graph.index import Index, expand, whole
from workbook.graph.model import EXTERNAL, Edge, EdgeKind, NodeId, node_id
from workbook.graph.rules import Connectors, Rules, into, out
from workbook.template.model import Resource, describe

CONFIGURES, CONTAINS, PLACED_IN = EdgeKind.CONFIGURES, EdgeKind.CONTAINS, EdgeKind.PLACED_IN
DB_INSTANCE, DB_CLUSTER = "AWS::RDS::DBInstance", "AWS::RDS::DBCluster"

RULES: Rules = {
    DB_INSTANCE: (
        into("DBSubnetGroupName", CONFIGURES, "subnet-group"),
        into("DBParameterGroupName", CONFIGURES, "parameter-group"),
        into("OptionGroupName", CONFIGURES),
        into("DBClusterIdentifier", CONTAINS, "database-cluster"),
        into("SourceDBInstanceIdentifier", EdgeKind.WRITES, "database", note="replication"),
    ),
    DB_CLUSTER: (
        into("DBSubnetGroupName", CONFIGURES, "subnet-group"),
        into("DBClusterParameterGroupName", CONFIGURES, "parameter-group"),
    ),
    "AWS::RDS::DBProxyTargetGroup": (
        out("DBInstanceIdentifiers.*", CONFIGURES, "database"),
        out("DBClusterIdentifiers.*", CONFIGURES, "database-cluster"),
        out("DBProxyName", CONFIGURES),
    ),
    "AWS::RDS::DBProxy": (out("Auth.*.SecretArn", EdgeKind.READS, "secret"),),
    "AWS::SecretsManager::SecretTargetAttachment": (out("SecretId", CONFIGURES, "secret"), out("TargetId", CONFIGURES)),
    "AWS::SecretsManager::RotationSchedule": (
        out("SecretId", CONFIGURES, "secret"),
        out("RotationLambdaARN", EdgeKind.INVOKES, "function"),
    ),
    "AWS::ElastiCache::CacheCluster": (into("CacheSubnetGroupName", CONFIGURES, "subnet-group"),),
    "AWS::ElastiCache::ReplicationGroup": (into("CacheSubnetGroupName", CONFIGURES, "subnet-group"),),
    "AWS::DocDB::DBCluster": (into("DBSubnetGroupName", CONFIGURES),),
    "AWS::DocDB::DBInstance": (into("DBClusterIdentifier", CONTAINS),),
    "AWS::Neptune::DBCluster": (into("DBSubnetGroupName", CONFIGURES),),
    "AWS::Neptune::DBInstance": (into("DBClusterIdentifier", CONTAINS),),
    "AWS::Redshift::Cluster": (into("ClusterSubnetGroupName", CONFIGURES),),
    "AWS::MemoryDB::Cluster": (into("SubnetGroupName", CONFIGURES),),
    "AWS::RDS::DBSubnetGroup": (out("SubnetIds.*", EdgeKind.REFERS_TO, "subnet", note="member"),),
    "AWS::DocDB::DBSubnetGroup": (out("SubnetIds.*", EdgeKind.REFERS_TO, "subnet", note="member"),),
    "AWS::Neptune::DBSubnetGroup": (out("SubnetIds.*", EdgeKind.REFERS_TO, "subnet", note="member"),),
    "AWS::Redshift::ClusterSubnetGroup": (out("SubnetIds.*", EdgeKind.REFERS_TO, "subnet", note="member"),),
    "AWS::ElastiCache::SubnetGroup": (out("SubnetIds.*", EdgeKind.REFERS_TO, "subnet", note="member"),),
    "AWS::MemoryDB::SubnetGroup": (out("SubnetIds.*", EdgeKind.REFERS_TO, "subnet", note="member"),),
}

SUBNET_GROUPS = ("DBSubnetGroupName", "CacheSubnetGroupName", "ClusterSubnetGroupName", "SubnetGroupName")
"""Properties by which data stores name their subnet group."""

ENGINE_PORTS: Mapping[str, int] = {
    "postgres": 5432,
    "aurora-postgresql": 5432,
    "mysql": 3306,
    "mariadb": 3306,
    "aurora": 3306,
    "aurora-mysql": 3306,
    "oracle": 1521,
    "sqlserver": 1433,
    "docdb": 27017,
    "neptune": 8182,
    "redis": 6379,
    "valkey": 6379,
    "memcached": 11211,
}
"""The port that each engine listens on where the template names none (RDS and ElastiCache user guides)."""

TYPE_ENGINES: Mapping[str, str] = {
    "AWS::DocDB::DBCluster": "docdb",
    "AWS::Neptune::DBCluster": "neptune",
    "AWS::ElastiCache::ReplicationGroup": "redis",
    "AWS::MemoryDB::Cluster": "redis",
}
TYPE_PORTS: Mapping[str, int] = {
    "AWS::Redshift::Cluster": 5439,
    "AWS::OpenSearchService::Domain": 443,
    "AWS::Elasticsearch::Domain": 443,
    "AWS::DAX::Cluster": 8111,
    "AWS::EFS::FileSystem": 2049,
}


def database_port(store: Resource) -> int | None:
    """The TCP port that a data store listens on, given or the default of its engine; None where neither is known."""
    if store.type in TYPE_PORTS:
        return TYPE_PORTS[store.type]
    for path in ("Port", "Endpoint.Port"):
        given = whole(store.get(path))
        if given is not None:
            return given
    engine = describe(store.get("Engine")) or TYPE_ENGINES.get(store.type, "")
    edition = engine.split("-")[0]
    return ENGINE_PORTS.get(engine, ENGINE_PORTS.get(edition))


def secret_behind(found: Resource, index: Index) -> tuple[NodeId, ...]:
    """The node of a resource; of the attachment of a secret to a database, the secret itself, whose ARN it gives."""
    if found.type == "AWS::SecretsManager::SecretTargetAttachment":
        return index.ends(found.get("SecretId"), found, "secret")
    return (node_id(found),)


def placed(store: Resource, index: Index) -> Iterator[Edge]:
    """A data store lies in the subnets of its subnet group, an instance of a cluster in those of the cluster's."""
    for holder in (store, *index.targets(store.get("DBClusterIdentifier"), store, "database-cluster")):
        for group in (g for name in SUBNET_GROUPS for g in index.targets(holder.get(name), holder, "subnet-group")):
            for path, value in expand(group.properties, "SubnetIds.*"):
                for subnet in index.ends(value, group, "subnet"):
                    yield Edge(PLACED_IN, node_id(store), subnet, group.evidence(path))


def cluster_groups(instance: Resource, index: Index) -> Iterator[Edge]:
    """An instance of a database cluster is protected by the cluster's security groups."""
    for cluster in index.targets(instance.get("DBClusterIdentifier"), instance, "database-cluster"):
        for path, value in expand(cluster.properties, "VpcSecurityGroupIds.*"):
            for group in index.ends(value, cluster, "security-group"):
                yield Edge(EdgeKind.PROTECTED_BY, node_id(instance), group, cluster.evidence(path))


def proxied(targets: Resource, index: Index) -> Iterator[Edge]:
    """A database proxy connects to the databases of its target group."""
    for proxy in index.ends(targets.get("DBProxyName"), targets):
        for name, outside in (("DBInstanceIdentifiers", "database"), ("DBClusterIdentifiers", "database-cluster")):
            for path, value in expand(targets.properties, f"{name}.*"):
                for end in index.ends(value, targets, outside):
                    yield Edge(EdgeKind.CONNECTS_TO, proxy, end, targets.evidence(path), note="proxy")


def exported_logs(store: Resource, index: Index) -> Iterator[Edge]:
    """A database writes each exported log to the log group that RDS names after it."""
    kind = "cluster" if store.type == DB_CLUSTER else "instance"
    property_name = "DBClusterIdentifier" if kind == "cluster" else "DBInstanceIdentifier"
    own = "${" + str(store.id) + "}"
    given = describe(store.get(property_name)) if store.get(property_name) is not None else own
    for path, value in expand(store.properties, "EnableCloudwatchLogsExports.*"):
        log = describe(value)
        names = dict.fromkeys(f"/aws/rds/{kind}/{name}/{log}" for name in (own, given))
        found = [end for name in names for end in index.ends(name, store, "log-group")]
        ends = [end for end in found if not end.startswith(EXTERNAL)] or found[-1:]
        for end in ends:
            yield Edge(EdgeKind.WRITES_LOGS_TO, node_id(store), end, store.evidence(path), note=log)


OTHER_STORES = (
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::DocDB::DBCluster",
    "AWS::DocDB::DBInstance",
    "AWS::Neptune::DBCluster",
    "AWS::Neptune::DBInstance",
    "AWS::Redshift::Cluster",
    "AWS::MemoryDB::Cluster",
)

CONNECTORS: Connectors = {
    DB_INSTANCE: (placed, cluster_groups, exported_logs),
    DB_CLUSTER: (placed, exported_logs),
    "AWS::RDS::DBProxyTargetGroup": (proxied,),
    **dict.fromkeys(OTHER_STORES, (placed,)),
}
