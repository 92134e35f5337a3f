"""Log groups that always expire, and the delivery of logs that AWS services write themselves."""

from __future__ import annotations

from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from inventory_infra.profiles import Profile
from inventory_infra.settings import PROJECT
from inventory_infra.underlying import underlying

_RETENTION = {
    7: logs.RetentionDays.ONE_WEEK,
    14: logs.RetentionDays.TWO_WEEKS,
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
}


def log_group(
    scope: Construct, name: str, *, profile: Profile, days: int, log_group_name: str | None = None
) -> logs.LogGroup:
    """A log group whose events expire; a fixed name is only for logs whose writer dictates it."""
    return logs.LogGroup(
        scope,
        name,
        log_group_name=log_group_name,
        retention=_RETENTION[days],
        removal_policy=cdk.RemovalPolicy.RETAIN if profile.keep_logs else cdk.RemovalPolicy.DESTROY,
    )


@dataclass(frozen=True, slots=True)
class LogSource:
    """Logs that AWS writes about a resource; without `record_fields`, every field that there is."""

    delivery_name: str
    resource_arn: str
    log_type: str
    record_fields: tuple[str, ...] = ()


class VendedLogs(Construct):
    """Logs delivered by AWS into a log group: source, destination, and the delivery between them."""

    def __init__(self, scope: Construct, name: str, *, source: LogSource, target: logs.LogGroup) -> None:
        super().__init__(scope, name)
        # The API demands names for these two; nothing else in the account begins like this.
        unique = f"{PROJECT}-{source.delivery_name}"
        origin = logs.CfnDeliverySource(
            self, "Source", name=unique, resource_arn=source.resource_arn, log_type=source.log_type
        )
        destination = logs.CfnDeliveryDestination(
            self, "Destination", name=unique, destination_resource_arn=target.log_group_arn, output_format="json"
        )
        delivery = logs.CfnDelivery(
            self,
            "Delivery",
            delivery_source_name=origin.ref,
            delivery_destination_arn=destination.attr_arn,
            record_fields=list(source.record_fields) or None,
        )
        delivery.add_resource_dependency(_delivery_permission(self, target=target))


def _delivery_permission(scope: Construct, *, target: logs.LogGroup) -> logs.CfnResourcePolicy:
    """Lets the delivery service write to this group; otherwise AWS adds a policy that no template knows."""
    stack = cdk.Stack.of(scope)
    policy = logs.ResourcePolicy(
        scope,
        "Permission",
        policy_statements=[
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("delivery.logs.amazonaws.com")],
                actions=["logs:CreateLogStream", "logs:PutLogEvents"],
                resources=[target.log_group_arn],
                conditions={
                    "StringEquals": {"aws:SourceAccount": stack.account},
                    "ArnLike": {"aws:SourceArn": stack.format_arn(service="logs", resource="*")},
                },
            )
        ],
    )
    return underlying(policy, logs.CfnResourcePolicy)
