"""Log groups that always expire, and the delivery of logs that AWS services write themselves."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from inventory_infra.profiles import Profile
from inventory_infra.settings import PROJECT

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


class VendedLogs(Construct):
    """Logs of one resource, delivered by AWS into a log group: source, destination, and the delivery between them."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        delivery_name: str,
        resource_arn: str,
        log_type: str,
        target: logs.LogGroup,
        record_fields: list[str] | None = None,
    ) -> None:
        super().__init__(scope, name)
        # These two need a name by the contract of the API; nothing else in the account uses this prefix.
        unique = f"{PROJECT}-{delivery_name}"
        source = logs.CfnDeliverySource(self, "Source", name=unique, resource_arn=resource_arn, log_type=log_type)
        destination = logs.CfnDeliveryDestination(
            self, "Destination", name=unique, destination_resource_arn=target.log_group_arn, output_format="json"
        )
        delivery = logs.CfnDelivery(
            self,
            "Delivery",
            delivery_source_name=source.ref,
            delivery_destination_arn=destination.attr_arn,
            record_fields=record_fields,
        )
        delivery.add_resource_dependency(_delivery_permission(self, target=target))


def _delivery_permission(scope: Construct, *, target: logs.LogGroup) -> logs.CfnResourcePolicy:
    """Lets the log delivery service write to this group; otherwise AWS adds a policy of its own, seen by no template."""
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
    resource = policy.node.default_child
    assert isinstance(resource, logs.CfnResourcePolicy)
    return resource
