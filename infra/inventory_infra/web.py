"""The application on Fargate: the task definitions, and the service that answers requests."""

from __future__ import annotations

from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_logs as logs
from constructs import Construct

from inventory_infra import ports, timeouts
from inventory_infra.data import DataStack
from inventory_infra.environment import plain_variables, secret_variables
from inventory_infra.network import TASKS, NetworkStack
from inventory_infra.security_groups import usable
from inventory_infra.settings import Settings
from inventory_infra.underlying import underlying

_ARM = ecs.RuntimePlatform(
    cpu_architecture=ecs.CpuArchitecture.ARM64, operating_system_family=ecs.OperatingSystemFamily.LINUX
)


@dataclass(frozen=True, slots=True)
class TaskSurroundings:
    """What every task of the application needs around it."""

    settings: Settings
    data: DataStack
    repository: ecr.IRepository
    log_group: logs.ILogGroup


@dataclass(frozen=True, slots=True)
class Program:
    """Which image a task runs, under which prefix it logs, and with which command if not the image's own."""

    digest: str
    log_prefix: str
    command: tuple[str, ...] = ()


class DjangoTask(Construct):
    """A task definition with one container of the application's image, and roles of its own.

    The task role holds no permission: Django talks to nothing but the database. The execution role may fetch this
    image, these two secrets, and write this log group.
    """

    def __init__(self, scope: Construct, name: str, *, surroundings: TaskSurroundings, program: Program) -> None:
        super().__init__(scope, name)
        tasks = surroundings.settings.profile.tasks
        self.definition = ecs.FargateTaskDefinition(
            self, "Definition", cpu=tasks.cpu, memory_limit_mib=tasks.memory_mib, runtime_platform=_ARM
        )
        surroundings.repository.grant_pull(self.definition.obtain_execution_role())
        self._add_scratch_space(self._container(surroundings, program))

    def _container(self, surroundings: TaskSurroundings, program: Program) -> ecs.ContainerDefinition:
        data = surroundings.data
        return self.definition.add_container(
            "django",
            image=ecs.ContainerImage.from_registry(surroundings.repository.repository_uri_for_digest(program.digest)),
            command=list(program.command) or None,
            environment=plain_variables(surroundings.settings),
            secrets=secret_variables(database=data.database.secret, django_key=data.django_key),
            port_mappings=[ecs.PortMapping(container_port=ports.APPLICATION)],
            logging=_log_driver(surroundings.log_group, prefix=program.log_prefix),
            readonly_root_filesystem=True,
            linux_parameters=self._least_power(),
            stop_timeout=cdk.Duration.seconds(timeouts.CONTAINER_STOP),
        )

    def _least_power(self) -> ecs.LinuxParameters:
        """No kernel capability, since the application needs none, and an init process that passes signals on."""
        parameters = ecs.LinuxParameters(self, "Linux", init_process_enabled=True)
        parameters.drop_capabilities(ecs.Capability.ALL)
        return parameters

    def _add_scratch_space(self, container: ecs.ContainerDefinition) -> None:
        """A writable /tmp beside the read-only root; gunicorn's heartbeat files go to /dev/shm, which is memory."""
        self.definition.add_volume(name="tmp")
        container.add_mount_points(
            ecs.MountPoint(container_path="/tmp", source_volume="tmp", read_only=False)  # noqa: S108 - the container's
        )


def _log_driver(group: logs.ILogGroup, *, prefix: str) -> ecs.LogDriver:
    """Lines wait in memory for CloudWatch; were it out of reach, a log that blocks would stop the application too."""
    return ecs.LogDrivers.aws_logs(
        stream_prefix=prefix,
        log_group=group,
        mode=ecs.AwsLogDriverMode.NON_BLOCKING,
        max_buffer_size=cdk.Size.mebibytes(25),
    )


class WebService(Construct):
    """A cluster with the service that answers requests; how many tasks it runs is left to scaling alone."""

    def __init__(
        self, scope: Construct, name: str, *, settings: Settings, network: NetworkStack, task: DjangoTask
    ) -> None:
        super().__init__(scope, name)
        insights = settings.profile.container_insights
        self.cluster = ecs.Cluster(
            self,
            "Cluster",
            vpc=network.vpc,
            container_insights_v2=ecs.ContainerInsights.ENHANCED if insights else ecs.ContainerInsights.DISABLED,
        )
        self.service = ecs.FargateService(
            self,
            "Service",
            cluster=self.cluster,
            task_definition=task.definition,
            vpc_subnets=TASKS,
            security_groups=[usable(self, "SecurityGroup", network.security_groups.tasks)],
            assign_public_ip=False,
            circuit_breaker=ecs.DeploymentCircuitBreaker(enable=True, rollback=True),
            min_healthy_percent=100,
            max_healthy_percent=200,
            availability_zone_rebalancing=ecs.AvailabilityZoneRebalancing.ENABLED,
            health_check_grace_period=cdk.Duration.seconds(timeouts.HEALTH_CHECK_GRACE),
            enable_execute_command=False,
            enable_ecs_managed_tags=True,
            propagate_tags=ecs.PropagatedTagSource.SERVICE,
        )
        # The first task must not start before it may read its image and its secrets.
        self.service.node.add_dependency(task.definition.obtain_execution_role())
        self._measure_every(settings.profile.tasks.metric_seconds)

    def _measure_every(self, seconds: int) -> None:
        """Sets the resolution of CPU and memory, the two metrics for which ECS offers a finer one than a minute."""
        underlying(self.service, ecs.CfnService).monitoring = ecs.CfnService.MonitoringConfigurationProperty(
            metric_configurations=[
                ecs.CfnService.MetricConfigurationProperty(
                    metric_names=["CPUUtilization", "MemoryUtilization"], resolution_seconds=seconds
                )
            ]
        )
