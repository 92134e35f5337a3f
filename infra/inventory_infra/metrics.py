"""The metrics that alarms and dashboard share, each with the dimensions under which AWS publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch

from inventory_infra.data import DataStack
from inventory_infra.service import ServiceStack

_MINUTE = cdk.Duration.minutes(1)


@dataclass(frozen=True)
class Metrics:
    """Metrics of load balancer, tasks and database, one point a minute."""

    balancer: Mapping[str, str]
    targets: Mapping[str, str]
    tasks: Mapping[str, str]
    database: Mapping[str, str]

    @classmethod
    def of(cls, *, service: ServiceStack, data: DataStack) -> Metrics:
        """The metrics of what these stacks hold."""
        balancer = {"LoadBalancer": service.load_balancer.balancer.load_balancer_full_name}
        group = {"TargetGroup": service.load_balancer.target_group.target_group_full_name}
        return cls(
            balancer=balancer,
            targets={**balancer, **group},
            tasks={"ClusterName": service.cluster.cluster_name, "ServiceName": service.service.service_name},
            database={"DBInstanceIdentifier": data.database.instance.instance_identifier},
        )

    def of_balancer(self, name: str, statistic: str) -> cloudwatch.Metric:
        """What the load balancer counts over all its targets."""
        return _metric("AWS/ApplicationELB", name, statistic, self.balancer)

    def of_targets(self, name: str, statistic: str) -> cloudwatch.Metric:
        """What the load balancer counts for the tasks of this service."""
        return _metric("AWS/ApplicationELB", name, statistic, self.targets)

    def of_tasks(self, name: str, statistic: str = "Average") -> cloudwatch.Metric:
        """CPU and memory of the service, in percent of what its tasks may use."""
        return _metric("AWS/ECS", name, statistic, self.tasks)

    def of_insights(self, name: str) -> cloudwatch.Metric:
        """What Container Insights adds: how many tasks run, how many should."""
        return _metric("ECS/ContainerInsights", name, "Average", self.tasks)

    def of_database(self, name: str, statistic: str = "Average") -> cloudwatch.Metric:
        """What RDS publishes for the instance."""
        return _metric("AWS/RDS", name, statistic, self.database)

    def missing_tasks(self) -> cloudwatch.MathExpression:
        """How many tasks should run and do not."""
        return cloudwatch.MathExpression(
            expression="desired - running",
            label="missing tasks",
            period=_MINUTE,
            using_metrics={
                "desired": self.of_insights("DesiredTaskCount"),
                "running": self.of_insights("RunningTaskCount"),
            },
        )


def _metric(namespace: str, name: str, statistic: str, dimensions: Mapping[str, str]) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace=namespace, metric_name=name, statistic=statistic, period=_MINUTE, dimensions_map=dict(dimensions)
    )
