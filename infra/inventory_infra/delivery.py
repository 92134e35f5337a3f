"""The delivery stack: where images are kept, and what GitHub Actions may do here."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from constructs import Construct

from inventory_infra.github import GITHUB_HOST, github_principal
from inventory_infra.settings import EDGE_REGION, Settings
from inventory_infra.stack import InventoryStack

_PUSH = (
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:CompleteLayerUpload",
    "ecr:DescribeImages",
    "ecr:GetDownloadUrlForLayer",
    "ecr:InitiateLayerUpload",
    "ecr:PutImage",
    "ecr:UploadLayerPart",
)


class DeliveryStack(InventoryStack):
    """The image repository and the role of the pipeline.

    It is deployed before the service, so that the first image exists when the first task asks for it.
    """

    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(
            scope, "Delivery", settings=settings, description="Inventory: image repository and role of the pipeline"
        )
        self.repository = self._repository()
        provider = iam.CfnOIDCProvider(
            self, "GitHub", url=f"https://{GITHUB_HOST}", client_id_list=["sts.amazonaws.com"]
        )
        self.deployer = iam.Role(
            self,
            "Deployer",
            description="GitHub Actions: push images, deploy the stacks, run migrations",
            assumed_by=github_principal(provider.attr_arn, settings=settings),
            max_session_duration=cdk.Duration.hours(1),
        )
        self._allow_images()
        self._allow_deployments(settings)
        self._allow_looks(settings)
        cdk.CfnOutput(self, "RepositoryUri", value=self.repository.repository_uri)
        cdk.CfnOutput(self, "DeployerArn", value=self.deployer.role_arn)

    def _repository(self) -> ecr.Repository:
        return ecr.Repository(
            self,
            "Images",
            image_scan_on_push=True,
            image_tag_mutability=ecr.TagMutability.IMMUTABLE,
            removal_policy=cdk.RemovalPolicy.RETAIN,
            lifecycle_rules=[
                ecr.LifecycleRule(
                    description="images that lost their tag",
                    tag_status=ecr.TagStatus.UNTAGGED,
                    max_image_age=cdk.Duration.days(7),
                ),
                ecr.LifecycleRule(description="the last 50 releases, to roll back to", max_image_count=50),
            ],
        )

    def _allow_images(self) -> None:
        self.deployer.add_to_policy(
            iam.PolicyStatement(sid="PushImages", actions=list(_PUSH), resources=[self.repository.repository_arn])
        )
        # The login to ECR has no resource that could be named.
        self.deployer.add_to_policy(
            iam.PolicyStatement(sid="LogInToEcr", actions=["ecr:GetAuthorizationToken"], resources=["*"])
        )

    def _allow_deployments(self, settings: Settings) -> None:
        """Lets the pipeline act through the roles of `cdk bootstrap`, so that CDK alone owns what runs.

        The look-up role stays closed: synthesis looks nothing up, and that role may read the whole account.
        """
        roles = [
            f"arn:{self.partition}:iam::{self.account}:role/cdk-{cdk.DefaultStackSynthesizer.DEFAULT_QUALIFIER}"
            f"-{kind}-role-{self.account}-{region}"
            for region in sorted({settings.region, EDGE_REGION})
            for kind in ("deploy", "file-publishing")
        ]
        self.deployer.add_to_policy(
            iam.PolicyStatement(sid="DeployThroughCdk", actions=["sts:AssumeRole"], resources=roles)
        )

    def _allow_looks(self, settings: Settings) -> None:
        """Lets `workbook deploy` see what stands; what it changes, it changes through the roles above."""
        regions = sorted({settings.region, EDGE_REGION})
        version = f"parameter/cdk-bootstrap/{cdk.DefaultStackSynthesizer.DEFAULT_QUALIFIER}/version"
        versions = [f"arn:{self.partition}:ssm:{region}:{self.account}:{version}" for region in regions]
        self.deployer.add_to_policy(
            iam.PolicyStatement(sid="SeePreparation", actions=["ssm:GetParameters"], resources=versions)
        )
        # Stacks are looked for among all, since some may not exist yet; that call has no resource that could be named.
        self.deployer.add_to_policy(
            iam.PolicyStatement(sid="FindStacks", actions=["cloudformation:DescribeStacks"], resources=["*"])
        )
        ours = "stack/Inventory*/*"
        stacks = [f"arn:{self.partition}:cloudformation:{region}:{self.account}:{ours}" for region in regions]
        self.deployer.add_to_policy(
            iam.PolicyStatement(sid="CompareStacks", actions=["cloudformation:GetTemplate"], resources=stacks)
        )
