"""The static site: a private bucket that only one CloudFront distribution may read."""

from __future__ import annotations

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from inventory_infra.response_headers import security_headers
from inventory_infra.settings import Settings

_REWRITE = Path(__file__).with_name("single_page_app.js")
_ASSETS = "/assets/*"
"""Files whose names hold a hash of what they hold, so that a cache may keep them for ever."""

_MAY_LIST = "Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk"
_NOBODY_LISTS = "The function and the root object answer / with the page, and query strings are not passed on."


class Site(Construct):
    """Bucket and distribution under the name of the frontend, HTTPS only, with strict response headers.

    The page is not kept at the edge, since a page of yesterday asks for assets of yesterday: whatever is not under
    /assets/ comes from the bucket each time. There a name without a file is an error, and never the page.
    """

    def __init__(self, scope: Construct, name: str, *, settings: Settings, certificate: acm.ICertificate) -> None:
        super().__init__(scope, name)
        self.bucket = s3.Bucket(
            self,
            "Files",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            versioned=True,
            lifecycle_rules=[
                s3.LifecycleRule(
                    noncurrent_version_expiration=cdk.Duration.days(30),
                    abort_incomplete_multipart_upload_after=cdk.Duration.days(7),
                )
            ],
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        origin, headers = self._origin(), security_headers(self, "Headers", settings=settings)
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment="Inventory: the frontend",
            domain_names=[settings.frontend_name],
            certificate=certificate,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            enable_ipv6=True,
            price_class=_price_class(settings),
            default_root_object="index.html",
            default_behavior=_behavior(
                origin,
                headers,
                cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
                function_associations=[self._rewrite()],
            ),
            additional_behaviors={
                _ASSETS: _behavior(origin, headers, cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED)
            },
        )

    def _origin(self) -> cloudfront.IOrigin:
        """The bucket, which may say that a file is missing (404) instead of that it is not to be read (403).

        S3 does so for callers that may list the bucket, and lists it for those that ask for its bare name, `/`. No
        visitor can: the function and the root object turn `/` into the page, everything under /assets/ is the name
        of a file, and no policy passes on the parameters of a query by which S3 is asked for more.
        """
        cdk.Validations.of(self).acknowledge(cdk.Acknowledgment(id=_MAY_LIST, reason=_NOBODY_LISTS))
        return origins.S3BucketOrigin.with_origin_access_control(
            self.bucket, origin_access_levels=[cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST]
        )

    def _rewrite(self) -> cloudfront.FunctionAssociation:
        """Answers paths of the application with its page; error pages would do so for missing files too."""
        return cloudfront.FunctionAssociation(
            event_type=cloudfront.FunctionEventType.VIEWER_REQUEST,
            function=cloudfront.Function(
                self,
                "SinglePageApp",
                comment="Paths without an extension are answered with index.html",
                runtime=cloudfront.FunctionRuntime.JS_2_0,
                code=cloudfront.FunctionCode.from_inline(_REWRITE.read_text(encoding="utf-8")),
            ),
        )


def _behavior(
    origin: cloudfront.IOrigin,
    headers: cloudfront.IResponseHeadersPolicy,
    *,
    cache_policy: cloudfront.ICachePolicy,
    function_associations: list[cloudfront.FunctionAssociation] | None = None,
) -> cloudfront.BehaviorOptions:
    """What page and assets have in common.

    Of the two only assets are compressed, whatever `compress` says, since the policy that keeps nothing does not ask
    for compressed forms either. The page has less than 3 KB, so that it would gain nothing.
    """
    return cloudfront.BehaviorOptions(
        origin=origin,
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
        cache_policy=cache_policy,
        compress=True,
        response_headers_policy=headers,
        function_associations=function_associations,
    )


def _price_class(settings: Settings) -> cloudfront.PriceClass:
    if settings.profile.every_edge_location:
        return cloudfront.PriceClass.PRICE_CLASS_ALL
    return cloudfront.PriceClass.PRICE_CLASS_100
