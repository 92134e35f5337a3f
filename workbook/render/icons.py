"""Which icon stands for what: classes of the `diagrams` package by resource type or by plain name."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from diagrams import Node

GENERIC = "generic"

_CLASSES: dict[str, str] = {
    "users": "aws.general.Users",
    "internet": "aws.general.InternetAlt2",
    "github": "onprem.ci.GithubActions",
    "email": "aws.integration.SimpleNotificationServiceSnsEmailNotification",
    "cloud": "aws.AWS",
    "vpc": "aws.network.VPC",
    "public subnet": "aws.network.PublicSubnet",
    "private subnet": "aws.network.PrivateSubnet",
    "isolated subnet": "aws.network.PrivateSubnet",
    "task": "aws.compute.Fargate",
    "RDS PostgreSQL": "aws.database.RDSPostgresqlInstance",
    GENERIC: "aws.general.General",
    "AWS::CloudFront::Distribution": "aws.network.CloudFront",
    "AWS::Route53::HostedZone": "aws.network.Route53",
    "AWS::S3::Bucket": "aws.storage.S3",
    "AWS::EC2::InternetGateway": "aws.network.InternetGateway",
    "AWS::EC2::NatGateway": "aws.network.NATGateway",
    "AWS::EC2::VPCEndpoint": "aws.network.Endpoint",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "aws.network.ElbApplicationLoadBalancer",
    "AWS::ECS::Service": "aws.compute.ElasticContainerService",
    "AWS::RDS::DBInstance": "aws.database.RDS",
    "AWS::ECR::Repository": "aws.compute.EC2ContainerRegistry",
    "AWS::SecretsManager::Secret": "aws.security.SecretsManager",
    "AWS::CertificateManager::Certificate": "aws.security.CertificateManager",
    "AWS::CloudFront::Function": "aws.compute.LambdaFunction",
    "AWS::Logs::LogGroup": "aws.management.CloudwatchLogs",
    "AWS::CloudWatch::Alarm": "aws.management.CloudwatchAlarm",
    "AWS::CloudWatch::Dashboard": "aws.management.Cloudwatch",
    "AWS::SNS::Topic": "aws.integration.SNS",
    "AWS::Budgets::Budget": "aws.cost.Budgets",
    "AWS::IAM::Role": "aws.security.IAMRole",
}


@cache
def icon_class(key: str) -> type[Node]:
    """The class of `diagrams` that draws the icon; a box for everything without an icon of its own."""
    module, _, name = _CLASSES.get(key, _CLASSES[GENERIC]).rpartition(".")
    found: type[Node] = getattr(import_module(f"diagrams.{module}"), name)
    return found
