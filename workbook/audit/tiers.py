"""The resources that rules speak of, named once: networks, load balancers, services, databases and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.audit.predicates import Subjects, contained, of_type, plain_text
from workbook.graph.index import entries, expand
from workbook.graph.model import EdgeKind, Graph, NodeId, node_id
from workbook.lang import Text, same
from workbook.template.model import Resource, Value

LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
TARGET_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"
SERVICE = "AWS::ECS::Service"
TASK_DEFINITION = "AWS::ECS::TaskDefinition"
DISTRIBUTION = "AWS::CloudFront::Distribution"
BUCKET = "AWS::S3::Bucket"
DB_INSTANCE = "AWS::RDS::DBInstance"
DB_CLUSTER = "AWS::RDS::DBCluster"
SUBNET = "AWS::EC2::Subnet"


def load_balancers(graph: Graph) -> Iterator[Resource]:
    """The application load balancers, which is what the type is where a template leaves it out."""
    return (lb for lb in graph.resources(LOAD_BALANCER) if lb.get("Type", "application") == "application")


def public_load_balancers(graph: Graph) -> Iterator[Resource]:
    """The application load balancers that face the internet, the scheme where a template leaves it out."""
    return (lb for lb in load_balancers(graph) if lb.get("Scheme", "internet-facing") == "internet-facing")


def listeners(graph: Graph) -> Iterator[Resource]:
    """The listeners of application load balancers, also of those outside the template."""
    return (one for one in graph.resources(LISTENER) if one.get("Protocol") in ("HTTP", "HTTPS"))


def target_groups(graph: Graph) -> Iterator[Resource]:
    """The target groups that speak HTTP to their targets."""
    return (one for one in graph.resources(TARGET_GROUP) if one.get("Protocol") in ("HTTP", "HTTPS"))


def services(graph: Graph) -> Iterator[Resource]:
    """The ECS services that keep a number of tasks running; daemons run one per machine instead."""
    return (one for one in graph.resources(SERVICE) if one.get("SchedulingStrategy", "REPLICA") == "REPLICA")


def served(graph: Graph) -> Iterator[Resource]:
    """The ECS services that receive requests from a load balancer."""
    return (one for one in services(graph) if one.get("LoadBalancers"))


def databases(graph: Graph) -> Iterator[Resource]:
    """The databases that hold data of their own: instances outside a cluster and clusters, no read replicas."""
    for database in graph.resources(DB_INSTANCE, DB_CLUSTER):
        if not (database.get("DBClusterIdentifier") and database.type == DB_INSTANCE) and not replicates(database):
            yield database


def instances(graph: Graph) -> Iterator[Resource]:
    """The database instances that manage their own storage and standby, which members of a cluster do not."""
    return (one for one in databases(graph) if one.type == DB_INSTANCE)


def replicates(database: Resource) -> bool:
    """Whether a database is a copy of another one."""
    return any(database.get(path) for path in ("SourceDBInstanceIdentifier", "ReplicationSourceIdentifier"))


def members(graph: Graph, cluster: Resource) -> tuple[Resource, ...]:
    """The instances of a database cluster."""
    return contained(graph, cluster, DB_INSTANCE)


def task_of(graph: Graph, service: Resource) -> Resource | None:
    """The task definition that a service runs, where the template holds it."""
    ran = [n.resource for n in graph.successors(node_id(service), EdgeKind.RUNS) if n.type == TASK_DEFINITION]
    return ran[0] if ran else None


def balancers_of(graph: Graph, group: NodeId) -> Iterator[Resource]:
    """The load balancers that forward to a target group, by their listeners or by rules of these."""
    for forwarder in graph.predecessors(group, EdgeKind.FORWARDS_TO):
        listener = forwarder.id
        if forwarder.type == "AWS::ElasticLoadBalancingV2::ListenerRule":
            listener = next((n.id for n in graph.predecessors(listener, EdgeKind.CONTAINS)), listener)
        yield from (n.resource for n in graph.predecessors(listener, EdgeKind.CONTAINS) if n.resource is not None)


def served_tasks(graph: Graph) -> Iterator[Resource]:
    """The task definitions whose services receive requests, each once."""
    ran = (task_of(graph, service) for service in served(graph))
    return iter({task.id: task for task in ran if task is not None}.values())


def containers(task: Resource) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """The containers of a task definition, each with its path."""
    return entries(task.properties, "ContainerDefinitions.*")


def fargate_tasks(graph: Graph) -> Iterator[Resource]:
    """The task definitions that may run on Fargate."""
    for task in graph.resources(TASK_DEFINITION):
        if any(plain_text(value) == "FARGATE" for _, value in expand(task.properties, "RequiresCompatibilities.*")):
            yield task


VPCS = of_type(same("VPC"), "AWS::EC2::VPC")
SUBNETS = of_type(Text(en="subnet", es="subred"), SUBNET)
LOAD_BALANCERS = Subjects(Text(en="application load balancer", es="balanceador de aplicaciones"), load_balancers)
PUBLIC_LOAD_BALANCERS = Subjects(
    Text(en="load balancer that faces the internet", es="balanceador expuesto a internet"), public_load_balancers
)
LISTENERS = Subjects(Text(en="HTTP or HTTPS listener", es="agente de escucha HTTP o HTTPS"), listeners)
TARGET_GROUPS = Subjects(Text(en="HTTP target group", es="grupo de destino HTTP"), target_groups)
CLUSTERS = of_type(Text(en="ECS cluster", es="clúster de ECS"), "AWS::ECS::Cluster")
SERVICES = Subjects(Text(en="ECS service", es="servicio de ECS"), services)
SERVED = Subjects(Text(en="ECS service behind a load balancer", es="servicio de ECS tras un balanceador"), served)
SERVED_TASKS = Subjects(
    Text(en="task definition behind a load balancer", es="definición de tarea tras un balanceador"), served_tasks
)
TASKS = of_type(Text(en="ECS task definition", es="definición de tarea de ECS"), TASK_DEFINITION)
FARGATE_TASKS = Subjects(Text(en="Fargate task definition", es="definición de tarea de Fargate"), fargate_tasks)
DATABASES = Subjects(Text(en="RDS database", es="base de datos de RDS"), databases)
DB_INSTANCES = Subjects(Text(en="RDS instance outside a cluster", es="instancia de RDS fuera de un clúster"), instances)
BUCKETS = of_type(Text(en="S3 bucket", es="bucket de S3"), BUCKET)
DISTRIBUTIONS = of_type(Text(en="CloudFront distribution", es="distribución de CloudFront"), DISTRIBUTION)
LOG_GROUPS = of_type(Text(en="log group", es="grupo de registros"), "AWS::Logs::LogGroup")
REPOSITORIES = of_type(Text(en="ECR repository", es="repositorio de ECR"), "AWS::ECR::Repository")
ALARMS = of_type(Text(en="CloudWatch alarm", es="alarma de CloudWatch"), "AWS::CloudWatch::Alarm")
