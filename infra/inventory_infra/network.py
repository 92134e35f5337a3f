"""The network stack: what is created once and outlives every other stack."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_route53 as route53
from constructs import Construct

from inventory_infra.logs import log_group
from inventory_infra.security_groups import SecurityGroups
from inventory_infra.settings import Settings
from inventory_infra.stack import InventoryStack
from inventory_infra.underlying import underlying

PUBLIC = ec2.SubnetSelection(subnet_group_name="Public")
TASKS = ec2.SubnetSelection(subnet_group_name="Tasks")
DATABASE = ec2.SubnetSelection(subnet_group_name="Database")

_SUBNETS = (
    ec2.SubnetConfiguration(
        name="Public", subnet_type=ec2.SubnetType.PUBLIC, cidr_mask=24, map_public_ip_on_launch=False
    ),
    ec2.SubnetConfiguration(name="Tasks", subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS, cidr_mask=22),
    ec2.SubnetConfiguration(name="Database", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=26),
)

_ZONES_ARE_FIXED = "The zones are settings, so that synthesis asks no account and always gives the same template."


class NetworkStack(InventoryStack):
    """One VPC over two availability zones, its security groups, and the DNS zone.

    The zone is here because registrars must be told its name servers by hand: it is created first and never again.
    """

    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(
            scope, "Network", settings=settings, description="Inventory: VPC, security groups and DNS zone"
        )
        self.vpc = ec2.Vpc(
            self,
            "Vpc",
            availability_zones=list(settings.availability_zones),
            ip_addresses=ec2.IpAddresses.cidr("10.0.0.0/16"),
            nat_gateways=settings.profile.nat_gateways,
            restrict_default_security_group=False,  # closing it needs a Lambda function; nothing here uses that group
            subnet_configuration=list(_SUBNETS),
        )
        cdk.Validations.of(self.vpc).acknowledge(
            cdk.Acknowledgment(id="CloudFormation-Validate::W3010", reason=_ZONES_ARE_FIXED)
        )
        self._give_public_subnets_ipv6()
        self._keep_image_layers_off_nat(settings)
        self._record_traffic(settings)
        self.security_groups = SecurityGroups(self, "SecurityGroups", vpc=self.vpc)
        self.zone = self._dns_zone(settings)

    def _give_public_subnets_ipv6(self) -> None:
        """Lets the load balancer answer IPv6 clients; private subnets keep IPv4 only, so no second way out exists."""
        block = ec2.CfnVPCCidrBlock(self, "Ipv6Block", vpc_id=self.vpc.vpc_id, amazon_provided_ipv6_cidr_block=True)
        blocks = cdk.Fn.cidr(cdk.Fn.select(0, self.vpc.vpc_ipv6_cidr_blocks), len(self.vpc.public_subnets), "64")
        for index, subnet in enumerate(self.vpc.public_subnets):
            resource = underlying(subnet, ec2.CfnSubnet)
            resource.ipv6_cidr_block = cdk.Fn.select(index, blocks)
            resource.add_resource_dependency(block)
            route = ec2.CfnRoute(
                self,
                f"Ipv6Route{index + 1}",
                route_table_id=subnet.route_table.route_table_id,
                destination_ipv6_cidr_block="::/0",
                gateway_id=self.vpc.internet_gateway_id,
            )
            route.node.add_dependency(self.vpc.node.find_child("VPCGW"))

    def _keep_image_layers_off_nat(self, settings: Settings) -> None:
        """Image layers come from a bucket of ECR; the gateway endpoint is free, NAT charges for each gigabyte."""
        endpoint = self.vpc.add_gateway_endpoint(
            "S3Endpoint", service=ec2.GatewayVpcEndpointAwsService.S3, subnets=[TASKS]
        )
        endpoint.add_to_policy(
            iam.PolicyStatement(
                sid="ReadImageLayers",
                principals=[iam.AnyPrincipal()],
                actions=["s3:GetObject"],
                resources=[f"arn:{self.partition}:s3:::prod-{settings.region}-starport-layer-bucket/*"],
            )
        )

    def _record_traffic(self, settings: Settings) -> None:
        profile = settings.profile
        group = log_group(self, "FlowLogs", profile=profile, days=profile.traffic_log_days)
        self.vpc.add_flow_log(
            "FlowLog",
            destination=ec2.FlowLogDestination.to_cloud_watch_logs(group),
            traffic_type=ec2.FlowLogTrafficType[profile.flow_log_traffic],
            max_aggregation_interval=ec2.FlowLogMaxAggregationInterval.TEN_MINUTES,
        )

    def _dns_zone(self, settings: Settings) -> route53.IHostedZone:
        if settings.hosted_zone_id is not None:
            return route53.HostedZone.from_hosted_zone_attributes(
                self, "Zone", hosted_zone_id=settings.hosted_zone_id, zone_name=settings.zone
            )
        zone = route53.PublicHostedZone(self, "Zone", zone_name=settings.zone)
        zone.apply_removal_policy(cdk.RemovalPolicy.RETAIN)
        # Certificates wait until these stand at the registrar or in the zone above.
        cdk.CfnOutput(self, "NameServers", value=cdk.Fn.join(" ", zone.hosted_zone_name_servers or []))
        return zone
