"""Figures that no template holds: defaults and promises of AWS, each with the document that states it."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.flow.model import Documented, Span

_READ = "2026-11-25"


@dataclass(frozen=True, slots=True)
class Default:
    """The number that AWS takes where a template leaves a property out."""

    number: float
    source: Documented


def _default(number: float, document: str) -> Default:
    return Default(number, Documented(document, _READ))


_ALB = "Elastic Load Balancing, Application Load Balancers: {}"
_CFN = "AWS CloudFormation, Template Reference: {}"
_ECS = "Amazon ECS, Developer Guide: {}"
_RDS = "Amazon RDS, User Guide: {}"

ALB_IDLE = _default(60, _CFN.format("LoadBalancer LoadBalancerAttribute, idle_timeout.timeout_seconds"))
ALB_CLIENT_KEEP_ALIVE = _default(3600, _CFN.format("LoadBalancer LoadBalancerAttribute, client_keep_alive.seconds"))
ALB_TARGET_CONNECT = _default(10, _ALB.format("Troubleshoot your Application Load Balancers"))
NLB_IDLE = _default(350, _CFN.format("Listener ListenerAttribute, tcp.idle_timeout.seconds"))
BALANCER_DNS = _default(60, "Elastic Load Balancing, User Guide: How Elastic Load Balancing works")
HEALTH_INTERVAL = _default(30, _CFN.format("TargetGroup, HealthCheckIntervalSeconds"))
HEALTH_TIMEOUT = _default(5, _ALB.format("Health checks for Application Load Balancer target groups"))
UNHEALTHY_THRESHOLD = _default(2, _CFN.format("TargetGroup, UnhealthyThresholdCount"))
FIRST_CHECK_SUFFICES = Documented(_ALB.format("Health checks for Application Load Balancer target groups"), _READ)
DEREGISTRATION = _default(300, _CFN.format("TargetGroup TargetGroupAttribute, deregistration_delay.timeout_seconds"))

CONTAINER_STOP = _default(30, _CFN.format("TaskDefinition ContainerDefinition, StopTimeout"))
GRACE = _default(0, _CFN.format("Service, HealthCheckGracePeriodSeconds"))
DESIRED_COUNT = _default(1, _CFN.format("Service, DesiredCount"))
MINIMUM_HEALTHY = _default(100, _CFN.format("Service DeploymentConfiguration, MinimumHealthyPercent"))
MAXIMUM_HEALTHY = _default(200, _CFN.format("Service DeploymentConfiguration, MaximumPercent"))
BREAKER_PERCENT = _default(50, _CFN.format("Service ThresholdConfiguration"))
BREAKER_BOUNDS = Documented(_ECS.format("How the Amazon ECS deployment circuit breaker detects failures"), _READ)
BREAKER_AT_LEAST, BREAKER_AT_MOST = 3, 200
SCHEDULER = Documented(_ECS.format("Amazon ECS services"), _READ)
ZONE_SPREAD = Documented(_ECS.format("Balancing an Amazon ECS service across Availability Zones"), _READ)

ORIGIN_CONNECT = _default(10, _CFN.format("Distribution Origin, ConnectionTimeout"))
ORIGIN_RESPONSE = _default(30, _CFN.format("Distribution CustomOriginConfig and S3OriginConfig, OriginReadTimeout"))
ORIGIN_KEEP_ALIVE = _default(5, _CFN.format("Distribution CustomOriginConfig, OriginKeepaliveTimeout"))

REST_INTEGRATION = _default(29_000, _CFN.format("ApiGateway Method Integration, TimeoutInMillis"))
HTTP_INTEGRATION = _default(30_000, _CFN.format("ApiGatewayV2 Integration, TimeoutInMillis"))
FUNCTION_RUN = _default(3, _CFN.format("Lambda Function, Timeout"))

RETENTION_DAYS = _default(1, _CFN.format("RDS DBInstance, BackupRetentionPeriod"))
LATEST_RESTORE = _default(300, _RDS.format("Restoring a DB instance to a specified time for Amazon RDS"))
NEW_ENDPOINT = Documented("Amazon RDS, API Reference: RestoreDBInstanceToPointInTime", _READ)
INSTANCE_FAILOVER = Documented(_RDS.format("Failing over a Multi-AZ DB instance for Amazon RDS"), _READ)
INSTANCE_FAILOVER_TAKES = Span(60, 120)
CLUSTER_FAILOVER = Documented(_RDS.format("Failing over a Multi-AZ DB cluster for Amazon RDS"), _READ)
CLUSTER_FAILOVER_TAKES = Span.up_to(35)
AURORA_FAILOVER = Documented("Amazon Aurora, User Guide: High availability for Amazon Aurora", _READ)
AURORA_FAILOVER_TAKES = Span.up_to(60)
