"""The static site: a private bucket that only one CloudFront distribution may read."""

from __future__ import annotations

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from inventory_infra.settings import Settings

_REWRITE = Path(__file__).with_name("single_page_app.js")
_TWO_YEARS = cdk.Duration.days(730)


class Site(Construct):
    """Bucket and distribution under the name of the frontend, HTTPS only, with strict response headers."""

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
            default_behavior=self._behavior(settings),
        )

    def _behavior(self, settings: Settings) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            compress=True,
            response_headers_policy=self._headers(settings),
            function_associations=[self._rewrite()],
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

    def _headers(self, settings: Settings) -> cloudfront.ResponseHeadersPolicy:
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            comment="Security headers of the frontend",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=_content_security_policy(settings), override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=_TWO_YEARS, include_subdomains=True, override=True
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(
                        header="permissions-policy", value="camera=(), geolocation=(), microphone=()", override=True
                    ),
                    cloudfront.ResponseCustomHeader(
                        header="cross-origin-opener-policy", value="same-origin", override=True
                    ),
                ]
            ),
        )


def _content_security_policy(settings: Settings) -> str:
    """The page loads from its own origin only, talks to the API only, and cannot be framed."""
    directives = {
        "default-src": "'self'",
        "connect-src": f"'self' https://{settings.api_name}",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _price_class(settings: Settings) -> cloudfront.PriceClass:
    if settings.profile.every_edge_location:
        return cloudfront.PriceClass.PRICE_CLASS_ALL
    return cloudfront.PriceClass.PRICE_CLASS_100
