"""The application on Fargate: the service that answers requests and the task that migrates the database."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_logs as logs
from constructs import Construct

from inventory_infra import ports
from inventory_infra.data import DataStack
from inventory_infra.environment import plain_variables, secret_variables
from inventory_infra.network import TASKS, NetworkStack
from inventory_infra.security_groups import usable
from inventory_infra.settings import Settings

STOP_TIMEOUT = cdk.Duration.seconds(60)  # gunicorn's graceful timeout, 30 s, must end before ECS kills the container
GRACE_PERIOD = cdk.Duration.seconds(60)

_ARM = ecs.RuntimePlatform(
    cpu_architecture=ecs.CpuArchitecture.ARM64, operating_system_family=ecs.OperatingSystemFamily.LINUX
)


class DjangoTask(Construct):
    """A task definition with one container of the application's image, and roles of its own.

    The task role holds no permission: Django talks to nothing but the database. The execution role may fetch this
    image, these two secrets, and write this log group.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        settings: Settings,
        data: DataStack,
        repository: ecr.IRepository,
        digest: str,
        log_group: logs.ILogGroup,
        log_prefix: str,
        command: list[str] | None = None,
    ) -> None:
        super().__init__(scope, name)
        tasks = settings.profile.tasks
        self.definition = ecs.FargateTaskDefinition(
            self, "Definition", cpu=tasks.cpu, memory_limit_mib=tasks.memory_mib, runtime_platform=_ARM
        )
        repository.grant_pull(self.definition.obtain_execution_role())
        self.container = self.definition.add_container(
            "django",
            image=ecs.ContainerImage.from_registry(repository.repository_uri_for_digest(digest)),
            command=command,
            environment=plain_variables(settings),
            secrets=secret_variables(database=data.database.secret, django_key=data.django_key),
            port_mappings=[ecs.PortMapping(container_port=ports.APPLICATION)],
            logging=ecs.LogDrivers.aws_logs(stream_prefix=log_prefix, log_group=log_group),
            readonly_root_filesystem=True,
            linux_parameters=self._least_power(),
            stop_timeout=STOP_TIMEOUT,
        )
        self._add_scratch_space()

    def _least_power(self) -> ecs.LinuxParameters:
        """No kernel capability, since the application needs none, and an init process that passes signals on."""
        parameters = ecs.LinuxParameters(self, "Linux", init_process_enabled=True)
        parameters.drop_capabilities(ecs.Capability.ALL)
        return parameters

    def _add_scratch_space(self) -> None:
        """A writable /tmp beside the read-only root; gunicorn's heartbeat files go to /dev/shm, which is memory."""
        self.definition.add_volume(name="tmp")
        self.container.add_mount_points(
            ecs.MountPoint(container_path="/tmp", source_volume="tmp", read_only=False)  # noqa: S108, the container's
        )


class WebService(Construct):
    """The service behind the load balancer; how many tasks it runs is decided by scaling alone, never here."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        settings: Settings,
        network: NetworkStack,
        cluster: ecs.ICluster,
        task: DjangoTask,
        target_group: elb.ApplicationTargetGroup,
    ) -> None:
        super().__init__(scope, name)
        self.service = ecs.FargateService(
            self,
            "Service",
            cluster=cluster,
            task_definition=task.definition,
            vpc_subnets=TASKS,
            security_groups=[usable(self, "SecurityGroup", network.security_groups.tasks)],
            assign_public_ip=False,
            circuit_breaker=ecs.DeploymentCircuitBreaker(enable=True, rollback=True),
            min_healthy_percent=100,
            max_healthy_percent=200,
            availability_zone_rebalancing=ecs.AvailabilityZoneRebalancing.ENABLED,
            health_check_grace_period=GRACE_PERIOD,
            enable_execute_command=False,
            enable_ecs_managed_tags=True,
            propagate_tags=ecs.PropagatedTagSource.SERVICE,
        )
        # The first task must not start before it may read its image and its secrets.
        self.service.node.add_dependency(task.definition.obtain_execution_role())
        self.service.attach_to_application_target_group(target_group)
        self._measure_every(settings.profile.tasks.metric_seconds)

    def _measure_every(self, seconds: int) -> None:
        """Sets the resolution of CPU and memory, the two metrics for which ECS offers a finer one than a minute."""
        resource = self.service.node.default_child
        assert isinstance(resource, ecs.CfnService)
        resource.monitoring = ecs.CfnService.MonitoringConfigurationProperty(
            metric_configurations=[
                ecs.CfnService.MetricConfigurationProperty(
                    metric_names=["CPUUtilization", "MemoryUtilization"], resolution_seconds=seconds
                )
            ]
        )
