"""The way in from the internet to the tasks: one load balancer, HTTPS only, its access logs in CloudWatch."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from constructs import Construct

from inventory_infra import ports, timeouts
from inventory_infra.logs import LogSource, VendedLogs, log_group
from inventory_infra.network import PUBLIC, NetworkStack
from inventory_infra.security_groups import usable
from inventory_infra.settings import Settings

HEALTH_PATH = "/healthz/live"

# Headers that the load balancer adds to every response, its own error pages included.
_LISTENER_ATTRIBUTES = {
    "routing.http.response.server.enabled": "false",
    "routing.http.response.strict_transport_security.header_value": "max-age=63072000; includeSubDomains",
    "routing.http.response.x_content_type_options.header_value": "nosniff",
}


class PublicLoadBalancer(Construct):
    """A dual-stack load balancer in the public subnets with the name and certificate of the API."""

    def __init__(self, scope: Construct, name: str, *, settings: Settings, network: NetworkStack) -> None:
        super().__init__(scope, name)
        self.balancer = elb.ApplicationLoadBalancer(
            self,
            "Balancer",
            vpc=network.vpc,
            vpc_subnets=PUBLIC,
            internet_facing=True,
            ip_address_type=elb.IpAddressType.DUAL_STACK,
            security_group=usable(self, "SecurityGroup", network.security_groups.load_balancer),
            deletion_protection=True,
            drop_invalid_header_fields=True,
            idle_timeout=cdk.Duration.seconds(timeouts.ALB_IDLE),
        )
        self.target_group = self._target_group(network)
        self._listen(settings, network)
        self._resolve(settings, network)
        profile = settings.profile
        VendedLogs(
            self,
            "AccessLogDelivery",
            source=LogSource(
                delivery_name="alb-access",
                resource_arn=self.balancer.load_balancer_arn,
                log_type="ALB_ACCESS_LOGS",
            ),
            target=log_group(self, "AccessLogs", profile=profile, days=profile.traffic_log_days),
        )

    @property
    def request_label(self) -> str:
        """How Application Auto Scaling names the requests that reach this target group."""
        return f"{self.balancer.load_balancer_full_name}/{self.target_group.target_group_full_name}"

    def _target_group(self, network: NetworkStack) -> elb.ApplicationTargetGroup:
        return elb.ApplicationTargetGroup(
            self,
            "Tasks",
            vpc=network.vpc,
            target_type=elb.TargetType.IP,
            protocol=elb.ApplicationProtocol.HTTP,
            port=ports.APPLICATION,
            deregistration_delay=cdk.Duration.seconds(timeouts.DEREGISTRATION_DELAY),
            # The path answers without the database: a slow database must not make ECS replace every task at once.
            health_check=elb.HealthCheck(
                path=HEALTH_PATH,
                healthy_http_codes="200",
                interval=cdk.Duration.seconds(timeouts.HEALTH_CHECK_INTERVAL),
                timeout=cdk.Duration.seconds(timeouts.HEALTH_CHECK_ANSWER),
                healthy_threshold_count=2,
                unhealthy_threshold_count=3,
            ),
        )

    def _listen(self, settings: Settings, network: NetworkStack) -> None:
        self.balancer.add_listener(
            "Http",
            port=ports.HTTP,
            open=False,  # the rules of the security group stand beside the network
            default_action=elb.ListenerAction.redirect(protocol="HTTPS", port=str(ports.HTTPS), permanent=True),
        )
        certificate = acm.Certificate(
            self,
            "Certificate",
            domain_name=settings.api_name,
            validation=acm.CertificateValidation.from_dns(network.zone),
        )
        https = self.balancer.add_listener(
            "Https",
            port=ports.HTTPS,
            open=False,
            certificates=[certificate],
            ssl_policy=elb.SslPolicy.TLS13_RES,
            default_target_groups=[self.target_group],
        )
        for key, value in _LISTENER_ATTRIBUTES.items():
            https.set_attribute(key, value)

    def _resolve(self, settings: Settings, network: NetworkStack) -> None:
        alias = route53.RecordTarget.from_alias(targets.LoadBalancerTarget(self.balancer))
        for record in (route53.ARecord, route53.AaaaRecord):
            record(self, record.__name__, zone=network.zone, record_name=f"{settings.api_name}.", target=alias)
