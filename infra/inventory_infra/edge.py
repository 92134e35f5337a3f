"""The edge stack: everything around CloudFront, always in us-east-1."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_iam as iam
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from constructs import Construct

from inventory_infra.github import github_principal, github_provider_arn
from inventory_infra.logs import LogSource, VendedLogs, log_group
from inventory_infra.settings import EDGE_REGION, Settings
from inventory_infra.site import Site
from inventory_infra.stack import InventoryStack

# Without the address of the visitor and the query string, which are personal data that nobody needs here.
_LOG_FIELDS = (
    "date",
    "time",
    "x-edge-location",
    "cs-method",
    "cs-uri-stem",
    "sc-status",
    "sc-bytes",
    "time-taken",
    "x-edge-result-type",
    "x-edge-request-id",
    "cs(User-Agent)",
    "cs-protocol",
    "cs-protocol-version",
    "ssl-protocol",
)


class EdgeStack(InventoryStack):
    """The site with its certificate, its names, its access logs, and the role that publishes it.

    It refers to no stack of another region, because CloudFormation has no such references; the zone is in the same
    region or was there before.
    """

    def __init__(self, scope: Construct, *, settings: Settings, zone: route53.IHostedZone) -> None:
        super().__init__(
            scope,
            "Edge",
            settings=settings,
            region=EDGE_REGION,
            description="Inventory: static site, CloudFront and the name of the frontend",
        )
        certificate = acm.Certificate(
            self,
            "Certificate",
            domain_name=settings.frontend_name,
            validation=acm.CertificateValidation.from_dns(zone),
        )
        self.site = Site(self, "Site", settings=settings, certificate=certificate)
        alias = route53.RecordTarget.from_alias(targets.CloudFrontTarget(self.site.distribution))
        for record in (route53.ARecord, route53.AaaaRecord):
            record(self, record.__name__, zone=zone, record_name=f"{settings.frontend_name}.", target=alias)
        cdk.CfnOutput(self, "FrontendUrl", value=f"https://{settings.frontend_name}")
        self._log_requests(settings)
        self._let_pipeline_publish(settings)

    def _log_requests(self, settings: Settings) -> None:
        profile = settings.profile
        VendedLogs(
            self,
            "AccessLogDelivery",
            source=LogSource(
                delivery_name="cloudfront-access",
                resource_arn=self.site.distribution.distribution_arn,
                log_type="ACCESS_LOGS",
                record_fields=_LOG_FIELDS,
            ),
            target=log_group(self, "AccessLogs", profile=profile, days=profile.traffic_log_days),
        )

    def _let_pipeline_publish(self, settings: Settings) -> None:
        """A role of its own for the job that uploads the site; it can touch neither images nor stacks."""
        provider = github_provider_arn(partition=self.partition, account=self.account)
        publisher = iam.Role(
            self,
            "Publisher",
            description="GitHub Actions: upload the site and invalidate CloudFront",
            assumed_by=github_principal(provider, settings=settings),
            max_session_duration=cdk.Duration.hours(1),
        )
        bucket, distribution = self.site.bucket, self.site.distribution
        for sid, actions, resource in (
            ("ListFiles", ["s3:ListBucket"], bucket.bucket_arn),
            ("ReplaceFiles", ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], bucket.arn_for_objects("*")),
            (
                "Invalidate",
                ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"],
                distribution.distribution_arn,
            ),
        ):
            publisher.add_to_policy(iam.PolicyStatement(sid=sid, actions=actions, resources=[resource]))
        cdk.CfnOutput(self, "BucketName", value=bucket.bucket_name)
        cdk.CfnOutput(self, "DistributionId", value=distribution.distribution_id)
        cdk.CfnOutput(self, "PublisherArn", value=publisher.role_arn)
