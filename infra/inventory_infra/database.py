"""The PostgreSQL database: what it runs on, who may log in, how it is protected and watched."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_logs as logs
from aws_cdk import aws_rds as rds
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from inventory_infra import ports
from inventory_infra.logs import log_group
from inventory_infra.network import DATABASE, NetworkStack
from inventory_infra.profiles import DatabaseSize, Profile
from inventory_infra.security_groups import usable
from inventory_infra.underlying import underlying

_LOGIN = "inventory"  # "admin", "postgres" and "rdsadmin" are reserved
_LOGS = ("postgresql", "upgrade")
# Only the major version: AWS withdraws minor versions, and a template that names one can no longer be deployed.
_ENGINE = rds.DatabaseInstanceEngine.postgres(version=rds.PostgresEngineVersion.of("18", "18"))
_PARAMETERS = {
    "rds.force_ssl": "1",
    "log_min_duration_statement": "1000",  # milliseconds: slow queries are written down
    "log_lock_waits": "1",
    "idle_in_transaction_session_timeout": "60000",  # milliseconds: a task that hangs gives its locks back
}


class Database(Construct):
    """One RDS instance, with a standby in the other zone where the profile wants it."""

    def __init__(self, scope: Construct, name: str, *, profile: Profile, network: NetworkStack) -> None:
        super().__init__(scope, name)
        identifier = _identifier(self)
        self.instance = self._instance(identifier, size=profile.database, network=network)
        self._expire_logs(identifier, profile)

    @property
    def secret(self) -> secretsmanager.ISecret:
        """The secret that holds login, password, host, port and name of the database."""
        if self.instance.secret is None:
            raise TypeError(f"{self.node.path} has a login without a generated secret")
        return self.instance.secret

    def _instance(self, identifier: str, *, size: DatabaseSize, network: NetworkStack) -> rds.DatabaseInstance:
        seconds = size.os_metrics_seconds
        return rds.DatabaseInstance(
            self,
            "Instance",
            instance_identifier=identifier,
            engine=_ENGINE,
            engine_lifecycle_support=rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED,
            allow_major_version_upgrade=False,
            auto_minor_version_upgrade=True,
            parameter_group=self._parameters(),
            credentials=rds.Credentials.from_generated_secret(_LOGIN),
            database_name=_LOGIN,
            port=ports.POSTGRESQL,
            ca_certificate=rds.CaCertificate.RDS_CA_RSA2048_G1,
            vpc=network.vpc,
            vpc_subnets=DATABASE,
            security_groups=[usable(self, "SecurityGroup", network.security_groups.database)],
            publicly_accessible=False,
            instance_type=ec2.InstanceType(size.instance_class),
            multi_az=size.multi_az,
            storage_type=rds.StorageType.GP3,
            storage_encrypted=True,
            allocated_storage=size.storage_gib,
            max_allocated_storage=size.max_storage_gib,
            backup_retention=cdk.Duration.days(size.backup_days),
            preferred_backup_window="06:00-07:00",
            preferred_maintenance_window="sun:07:30-sun:08:30",
            copy_tags_to_snapshot=True,
            delete_automated_backups=False,
            deletion_protection=True,
            removal_policy=cdk.RemovalPolicy.SNAPSHOT,
            cloudwatch_logs_exports=list(_LOGS),
            enable_performance_insights=True,
            monitoring_interval=None if seconds is None else cdk.Duration.seconds(seconds),
        )

    def _parameters(self) -> rds.ParameterGroup:
        return rds.ParameterGroup(
            self,
            "Parameters",
            engine=_ENGINE,
            description="TLS for every connection, slow queries in the log",
            parameters=_PARAMETERS,
        )

    def _expire_logs(self, identifier: str, profile: Profile) -> None:
        """Creates the groups before RDS does, because those that RDS creates keep every line for ever."""
        instance = underlying(self.instance, rds.CfnDBInstance)
        for kind in _LOGS:
            group = log_group(
                self,
                f"{kind.capitalize()}Logs",
                profile=profile,
                days=profile.application_log_days,
                log_group_name=f"/aws/rds/instance/{identifier}/{kind}",
            )
            instance.add_resource_dependency(underlying(group, logs.CfnLogGroup))


def _identifier(scope: Construct) -> str:
    """A name known before the database exists, since its log groups carry it; unique by the id of the stack."""
    unique = cdk.Fn.select(2, cdk.Fn.split("/", cdk.Stack.of(scope).stack_id))
    return f"inventory-{cdk.Fn.select(0, cdk.Fn.split('-', unique))}"
