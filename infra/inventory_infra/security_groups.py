"""Who may open a connection to whom: internet → load balancer → tasks → database, and nobody else."""

from __future__ import annotations

from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from inventory_infra import ports

_Egress = ec2.CfnSecurityGroup.EgressProperty
_Ingress = ec2.CfnSecurityGroup.IngressProperty

# ECR, Secrets Manager and CloudWatch Logs have public addresses that change; only the port can be narrow.
_TO_AWS = _Egress(
    ip_protocol="tcp",
    from_port=ports.HTTPS,
    to_port=ports.HTTPS,
    cidr_ip="0.0.0.0/0",
    description="services of AWS: images, secrets, logs",
)
# EC2 gives a group without any outgoing rule one that allows everything; a rule that matches nothing prevents that.
_TO_NOBODY = _Egress(
    ip_protocol="icmp", from_port=252, to_port=86, cidr_ip="255.255.255.255/32", description="nothing may leave"
)


class SecurityGroups(Construct):
    """The three groups with all their rules.

    They live beside the network, not beside what they protect: a rule names two groups, and groups in two stacks would
    make these stacks depend on each other. A group lists where it may connect to; who may connect to it is a resource
    of its own, because two groups that name each other could not be created.
    """

    def __init__(self, scope: Construct, name: str, *, vpc: ec2.IVpc) -> None:
        super().__init__(scope, name)
        self._vpc_id = vpc.vpc_id
        self.database = self._group("Database", "PostgreSQL from the tasks, nothing outgoing", egress=[_TO_NOBODY])
        self.tasks = self._group(
            "Tasks",
            "the application port from the load balancer",
            egress=[_to(self.database, ports.POSTGRESQL, "queries"), _TO_AWS],
        )
        self.load_balancer = self._group(
            "LoadBalancer",
            "HTTP and HTTPS from the internet",
            egress=[_to(self.tasks, ports.APPLICATION, "requests and health checks")],
            ingress=[*_from_anywhere(ports.HTTP, "redirected to HTTPS"), *_from_anywhere(ports.HTTPS, "API requests")],
        )
        self._admit(self.load_balancer, to=self.tasks, port=ports.APPLICATION, description="requests and health checks")
        self._admit(self.tasks, to=self.database, port=ports.POSTGRESQL, description="queries")

    def _group(
        self,
        name: str,
        description: str,
        *,
        egress: list[ec2.CfnSecurityGroup.EgressProperty],
        ingress: list[ec2.CfnSecurityGroup.IngressProperty] | None = None,
    ) -> ec2.CfnSecurityGroup:
        return ec2.CfnSecurityGroup(
            self,
            name,
            vpc_id=self._vpc_id,
            group_description=f"{name}: {description}",
            security_group_egress=egress,
            security_group_ingress=ingress,
        )

    def _admit(self, source: ec2.CfnSecurityGroup, *, to: ec2.CfnSecurityGroup, port: int, description: str) -> None:
        ec2.CfnSecurityGroupIngress(
            self,
            f"{to.node.id}From{source.node.id}",
            group_id=to.attr_group_id,
            source_security_group_id=source.attr_group_id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            description=description,
        )


def usable(scope: Construct, name: str, group: ec2.CfnSecurityGroup) -> ec2.ISecurityGroup:
    """The group as another stack uses it: closed to the rules that constructs like to add on their own."""
    return ec2.SecurityGroup.from_security_group_id(scope, name, group.attr_group_id, mutable=False)


def _to(group: ec2.CfnSecurityGroup, port: int, description: str) -> ec2.CfnSecurityGroup.EgressProperty:
    return _Egress(
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        destination_security_group_id=group.attr_group_id,
        description=description,
    )


def _from_anywhere(port: int, description: str) -> list[ec2.CfnSecurityGroup.IngressProperty]:
    return [
        _Ingress(ip_protocol="tcp", from_port=port, to_port=port, cidr_ip="0.0.0.0/0", description=description),
        _Ingress(ip_protocol="tcp", from_port=port, to_port=port, cidr_ipv6="::/0", description=description),
    ]
