"""The service stack: what changes with every release."""

from __future__ import annotations

import aws_cdk as cdk
from constructs import Construct

from inventory_infra.data import DataStack
from inventory_infra.delivery import DeliveryStack
from inventory_infra.load_balancer import PublicLoadBalancer
from inventory_infra.logs import log_group
from inventory_infra.migration import Migration
from inventory_infra.network import NetworkStack
from inventory_infra.scaling import TaskScaling
from inventory_infra.settings import Settings
from inventory_infra.stack import InventoryStack
from inventory_infra.task_events import TaskEvents
from inventory_infra.web import DjangoTask, Program, TaskSurroundings, WebService


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
        profile = settings.profile
        surroundings = TaskSurroundings(
            settings=settings,
            data=data,
            repository=delivery.repository,
            log_group=log_group(self, "ApplicationLogs", profile=profile, days=profile.application_log_days),
        )
        self.load_balancer = PublicLoadBalancer(self, "LoadBalancer", settings=settings, network=network)
        cdk.CfnOutput(self, "ApiUrl", value=f"https://{settings.api_name}")
        program = Program(digest=self._digest("ImageDigest", settings), log_prefix="web")
        task = DjangoTask(self, "WebTask", surroundings=surroundings, program=program)
        web = WebService(self, "Web", settings=settings, network=network, task=task)
        web.service.attach_to_application_target_group(self.load_balancer.target_group)
        self.cluster, self.service = web.cluster, web.service
        TaskScaling(self, "Scaling", settings=settings, service=self.service, load_balancer=self.load_balancer)
        TaskEvents(self, "TaskEvents", profile=profile, cluster=self.cluster, service=self.service)
        digest = self._digest("MigrationDigest", settings)
        migration = Migration(self, "Migration", surroundings=surroundings, digest=digest)
        migration.let_run(delivery.deployer, cluster=self.cluster)
        migration.say_how_to_run(self, cluster=self.cluster, network=network)

    def _digest(self, name: str, settings: Settings) -> str:
        """A parameter without a default: the pipeline decides what runs, CloudFormation keeps it until then."""
        if settings.image_digest is not None:
            return settings.image_digest
        return cdk.CfnParameter(
            self,
            name,
            description="Digest of the image in the repository of the delivery stack",
            allowed_pattern="^sha256:[0-9a-f]{64}$",
            constraint_description="must be sha256: and 64 hexadecimal digits",
        ).value_as_string
