"""The service stack: what changes with every release."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from constructs import Construct

from inventory_infra.data import DataStack
from inventory_infra.delivery import DeliveryStack
from inventory_infra.load_balancer import PublicLoadBalancer
from inventory_infra.logs import log_group
from inventory_infra.network import TASKS, NetworkStack
from inventory_infra.scaling import TaskScaling
from inventory_infra.settings import Settings
from inventory_infra.stack import InventoryStack
from inventory_infra.task_events import TaskEvents
from inventory_infra.web import DjangoTask, WebService

_MIGRATE = ["python", "manage.py", "migrate", "--no-input"]


class ServiceStack(InventoryStack):
    """Load balancer, cluster, tasks and scaling, with the name and the certificate of the API.

    A release deploys this stack twice: first with the new `MigrationDigest`, so that the pipeline can run the new
    migrations while the old tasks serve, then with the new `ImageDigest`. A deployment that names neither keeps both.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        settings: Settings,
        network: NetworkStack,
        data: DataStack,
        delivery: DeliveryStack,
    ) -> None:
        super().__init__(scope, "Service", settings=settings, description="Inventory: load balancer, tasks and scaling")
        self._settings, self._network, self._data, self._delivery = settings, network, data, delivery
        profile = settings.profile
        self.load_balancer = PublicLoadBalancer(self, "LoadBalancer", settings=settings, network=network)
        self.cluster = self._cluster()
        self._log_group = log_group(self, "ApplicationLogs", profile=profile, days=profile.application_log_days)
        self.service = WebService(
            self,
            "Web",
            settings=settings,
            network=network,
            cluster=self.cluster,
            task=self._task("WebTask", digest_parameter="ImageDigest", log_prefix="web"),
            target_group=self.load_balancer.target_group,
        ).service
        TaskScaling(self, "Scaling", settings=settings, service=self.service, load_balancer=self.load_balancer)
        TaskEvents(self, "TaskEvents", profile=profile, cluster=self.cluster, service=self.service)
        migration = self._task(
            "MigrationTask", digest_parameter="MigrationDigest", log_prefix="migrate", command=_MIGRATE
        )
        self._let_pipeline_migrate(migration.definition)

    def _cluster(self) -> ecs.Cluster:
        insights = self._settings.profile.container_insights
        return ecs.Cluster(
            self,
            "Cluster",
            vpc=self._network.vpc,
            container_insights_v2=ecs.ContainerInsights.ENHANCED if insights else ecs.ContainerInsights.DISABLED,
        )

    def _task(
        self, name: str, *, digest_parameter: str, log_prefix: str, command: list[str] | None = None
    ) -> DjangoTask:
        return DjangoTask(
            self,
            name,
            settings=self._settings,
            data=self._data,
            repository=self._delivery.repository,
            digest=self._settings.image_digest or self._digest(digest_parameter),
            log_group=self._log_group,
            log_prefix=log_prefix,
            command=command,
        )

    def _digest(self, name: str) -> str:
        """A parameter without a default: what runs is decided by the pipeline, and kept by CloudFormation until then."""
        parameter = cdk.CfnParameter(
            self,
            name,
            description="Digest of the image in the repository of the delivery stack",
            allowed_pattern="^sha256:[0-9a-f]{64}$",
            constraint_description="must be sha256: and 64 hexadecimal digits",
        )
        return parameter.value_as_string

    def _let_pipeline_migrate(self, task: ecs.FargateTaskDefinition) -> None:
        """Grants the deployer exactly this task in this cluster, and tells it where to run it."""
        cluster_tasks = self.format_arn(service="ecs", resource="task", resource_name=f"{self.cluster.cluster_name}/*")
        in_cluster = {"ArnEquals": {"ecs:cluster": self.cluster.cluster_arn}}
        roles = [task.task_role.role_arn, task.obtain_execution_role().role_arn]
        iam.Policy(
            self,
            "PipelineMigrates",
            roles=[self._delivery.deployer],
            statements=[
                iam.PolicyStatement(
                    sid="RunMigration",
                    actions=["ecs:RunTask"],
                    resources=[task.task_definition_arn],
                    conditions=in_cluster,
                ),
                iam.PolicyStatement(
                    sid="WatchMigration",
                    actions=["ecs:DescribeTasks"],
                    resources=[cluster_tasks],
                    conditions=in_cluster,
                ),
                iam.PolicyStatement(
                    sid="HandRolesToMigration",
                    actions=["iam:PassRole"],
                    resources=roles,
                    conditions={"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
                ),
            ],
        )
        subnets = ",".join(self._network.vpc.select_subnets(subnet_group_name=TASKS.subnet_group_name).subnet_ids)
        group = self._network.security_groups.tasks.attr_group_id
        network = f"awsvpcConfiguration={{subnets=[{subnets}],securityGroups=[{group}],assignPublicIp=DISABLED}}"
        cdk.CfnOutput(self, "ClusterName", value=self.cluster.cluster_name)
        cdk.CfnOutput(self, "MigrationTaskDefinition", value=task.task_definition_arn)
        cdk.CfnOutput(self, "MigrationNetwork", value=network)
