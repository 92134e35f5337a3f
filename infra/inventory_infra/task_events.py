"""What ECS itself says: why a task stopped, how a deployment went, kept in a log group beside the application's log."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from inventory_infra.logs import log_group
from inventory_infra.profiles import Profile


class TaskEvents(Construct):
    """A rule that copies the events of one cluster into a log group.

    Plain resources throughout: the CDK's own log group target creates its permission through a Lambda function.
    """

    def __init__(
        self, scope: Construct, name: str, *, profile: Profile, cluster: ecs.Cluster, service: ecs.FargateService
    ) -> None:
        super().__init__(scope, name)
        group = log_group(self, "Events", profile=profile, days=profile.application_log_days)
        arn = cdk.Stack.of(self).format_arn(
            service="logs",
            resource="log-group",
            resource_name=group.log_group_name,
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        rule = events.CfnRule(
            self,
            "Rule",
            description="Events of the cluster, for the search for the reason of a stopped task",
            # Events of a task name the cluster, events of a deployment name only the service.
            event_pattern={
                "source": ["aws.ecs"],
                "$or": [
                    {"detail": {"clusterArn": [cluster.cluster_arn]}},
                    {"resources": [service.service_arn]},
                ],
            },
            targets=[events.CfnRule.TargetProperty(id="Log", arn=arn)],
        )
        _permit(self, group=group, rule=rule)


def _permit(scope: Construct, *, group: logs.LogGroup, rule: events.CfnRule) -> None:
    principals: list[iam.IPrincipal] = [
        iam.ServicePrincipal("events.amazonaws.com"),
        iam.ServicePrincipal("delivery.logs.amazonaws.com"),
    ]
    logs.ResourcePolicy(
        scope,
        "Permission",
        policy_statements=[
            iam.PolicyStatement(
                principals=principals, actions=["logs:CreateLogStream"], resources=[group.log_group_arn]
            ),
            iam.PolicyStatement(
                principals=principals,
                actions=["logs:PutLogEvents"],
                resources=[group.log_group_arn],
                conditions={"ArnEquals": {"aws:SourceArn": rule.attr_arn}},
            ),
        ],
    )
