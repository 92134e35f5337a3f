"""The observability stack: who is told what, when, and what it costs."""

from __future__ import annotations

from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_rds as rds
from aws_cdk import aws_sns as sns
from constructs import Construct

from inventory_infra.alarms import alarm_specs, declare_alarms
from inventory_infra.dashboard import declare_dashboard
from inventory_infra.data import DataStack
from inventory_infra.metrics import Metrics
from inventory_infra.notifications import Notifications
from inventory_infra.service import ServiceStack
from inventory_infra.settings import Settings
from inventory_infra.stack import InventoryStack

# RDS has no metric for a failover; it announces one as an event, and the database's alarms ring in the meantime.
_DATABASE_EVENTS = ["availability", "failover", "failure", "low storage", "maintenance", "recovery"]
_BUDGET_ALERTS = (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))


class ObservabilityStack(InventoryStack):
    """Alarms, events of the database and the monthly budget, all announced through one topic, and a dashboard."""

    def __init__(self, scope: Construct, *, settings: Settings, data: DataStack, service: ServiceStack) -> None:
        super().__init__(
            scope, "Observability", settings=settings, description="Inventory: alarms, notifications and budget"
        )
        profile = settings.profile
        metrics = Metrics.of(service=service, data=data)
        topic = Notifications(self, "Notifications", email=settings.alert_email).topic
        alarms = declare_alarms(self, alarm_specs(metrics, profile), topic=topic)
        declare_dashboard(self, "Dashboard", metrics=metrics, alarms=alarms)
        rds.CfnEventSubscription(
            self,
            "DatabaseEvents",
            sns_topic_arn=topic.topic_arn,
            source_type="db-instance",
            source_ids=[data.database.instance.instance_identifier],
            event_categories=_DATABASE_EVENTS,
        )
        self._budget(profile.monthly_budget_usd, topic)

    def _budget(self, monthly_usd: int, topic: sns.ITopic) -> None:
        subscriber = budgets.CfnBudget.SubscriberProperty(subscription_type="SNS", address=topic.topic_arn)
        budgets.CfnBudget(
            self,
            "Budget",
            budget=budgets.CfnBudget.BudgetDataProperty(
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=budgets.CfnBudget.SpendProperty(amount=monthly_usd, unit="USD"),
            ),
            notifications_with_subscribers=[
                budgets.CfnBudget.NotificationWithSubscribersProperty(
                    notification=budgets.CfnBudget.NotificationProperty(
                        comparison_operator="GREATER_THAN",
                        notification_type=kind,
                        threshold=percent,
                        threshold_type="PERCENTAGE",
                    ),
                    subscribers=[subscriber],
                )
                for kind, percent in _BUDGET_ALERTS
            ],
        )
