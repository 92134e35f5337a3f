"""The task that migrates the database, and the pipeline's right to run it."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from constructs import Construct

from inventory_infra.network import TASKS, NetworkStack
from inventory_infra.web import DjangoTask, Program, TaskSurroundings

_MIGRATE = ("python", "manage.py", "migrate", "--no-input")


class Migration(Construct):
    """A task definition of its own: it runs once before a release, never at the start of a web task."""

    def __init__(self, scope: Construct, name: str, *, surroundings: TaskSurroundings, digest: str) -> None:
        super().__init__(scope, name)
        self._log_group = surroundings.log_group
        program = Program(digest=digest, log_prefix="migrate", command=_MIGRATE)
        self.definition = DjangoTask(self, "Task", surroundings=surroundings, program=program).definition

    def let_run(self, role: iam.IRole, *, cluster: ecs.Cluster) -> None:
        """Grants a role exactly this task in exactly this cluster, and what the task has said at its end."""
        tasks = cdk.Stack.of(self).format_arn(service="ecs", resource="task", resource_name=f"{cluster.cluster_name}/*")
        in_cluster = {"ArnEquals": {"ecs:cluster": cluster.cluster_arn}}
        iam.Policy(
            self,
            "PipelineRuns",
            roles=[role],
            statements=[
                iam.PolicyStatement(
                    sid="RunMigration",
                    actions=["ecs:RunTask"],
                    resources=[self.definition.task_definition_arn],
                    conditions=in_cluster,
                ),
                iam.PolicyStatement(
                    sid="WatchMigration", actions=["ecs:DescribeTasks"], resources=[tasks], conditions=in_cluster
                ),
                iam.PolicyStatement(
                    sid="HandOverRoles",
                    actions=["iam:PassRole"],
                    resources=[
                        self.definition.task_role.role_arn,
                        self.definition.obtain_execution_role().role_arn,
                    ],
                    conditions={"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
                ),
                # Definitions have no resource that could be named.
                iam.PolicyStatement(sid="FindLog", actions=["ecs:DescribeTaskDefinition"], resources=["*"]),
                iam.PolicyStatement(
                    sid="ReadLastWords", actions=["logs:GetLogEvents"], resources=[self._log_group.log_group_arn]
                ),
            ],
        )

    def say_how_to_run(self, stack: cdk.Stack, *, cluster: ecs.Cluster, network: NetworkStack) -> None:
        """Outputs what `aws ecs run-task` must be told, in the form that it reads."""
        subnets = ",".join(network.vpc.select_subnets(subnet_group_name=TASKS.subnet_group_name).subnet_ids)
        group = network.security_groups.tasks.attr_group_id
        place = f"awsvpcConfiguration={{subnets=[{subnets}],securityGroups=[{group}],assignPublicIp=DISABLED}}"
        cdk.CfnOutput(stack, "ClusterName", value=cluster.cluster_name)
        cdk.CfnOutput(stack, "MigrationTaskDefinition", value=self.definition.task_definition_arn)
        cdk.CfnOutput(stack, "MigrationNetwork", value=place)
