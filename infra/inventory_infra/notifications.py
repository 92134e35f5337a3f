"""Where alarms, database events and the budget are announced: one encrypted topic and one address."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

# Who may publish, with the pattern of the ARNs in whose name it does; {} stands for region and account.
_PUBLISHERS = {
    "cloudwatch.amazonaws.com": "cloudwatch:{region}:{account}:alarm:*",
    "events.rds.amazonaws.com": "rds:{region}:{account}:*",
    "budgets.amazonaws.com": "budgets::{account}:*",
}


class Notifications(Construct):
    """A topic that three AWS services may publish to, for this account only, and that mails what it gets.

    The key is our own, because no service of AWS may use the key that AWS manages for SNS; alarms on a topic under
    that key would vanish without an error.
    """

    def __init__(self, scope: Construct, name: str, *, email: str) -> None:
        super().__init__(scope, name)
        key = kms.Key(
            self,
            "Key",
            description="Inventory: notifications",
            enable_key_rotation=True,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.topic = sns.Topic(self, "Topic", master_key=key, enforce_ssl=True)
        self.topic.add_subscription(subscriptions.EmailSubscription(email))
        stack = cdk.Stack.of(self)
        for service, pattern in _PUBLISHERS.items():
            source = f"arn:{stack.partition}:{pattern.format(region=stack.region, account=stack.account)}"
            self._admit(iam.ServicePrincipal(service), source=source, account=stack.account, key=key)

    def _admit(self, service: iam.ServicePrincipal, *, source: str, account: str, key: kms.Key) -> None:
        self.topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[service],
                actions=["sns:Publish"],
                resources=[self.topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": account}, "ArnLike": {"aws:SourceArn": source}},
            )
        )
        # The key is usable by whoever the topic lets in; not all of these services name their source to KMS.
        key.add_to_resource_policy(
            iam.PolicyStatement(principals=[service], actions=["kms:Decrypt", "kms:GenerateDataKey*"], resources=["*"])
        )
