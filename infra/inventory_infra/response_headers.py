"""The headers that the frontend is answered with, the same on the page, on its assets and on missing files."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

from inventory_infra.settings import Settings

_TWO_YEARS = cdk.Duration.days(730)
_OTHERS = {
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def security_headers(scope: Construct, name: str, *, settings: Settings) -> cloudfront.ResponseHeadersPolicy:
    """A policy that puts the headers on every answer of the bucket."""
    return cloudfront.ResponseHeadersPolicy(
        scope,
        name,
        comment="Security headers of the frontend",
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=_content_security_policy(settings), override=True
            ),
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
            frame_options=cloudfront.ResponseHeadersFrameOptions(
                frame_option=cloudfront.HeadersFrameOption.DENY, override=True
            ),
            # Not `no-referrer`, with which browsers send `Origin: null`, and Django's check against forged requests
            # wants to know the page that writes.
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override=True
            ),
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=_TWO_YEARS, include_subdomains=True, override=True
            ),
        ),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                *(
                    cloudfront.ResponseCustomHeader(header=header, value=value, override=True)
                    for header, value in _OTHERS.items()
                ),
                # What is uploaded may say how long browsers keep it, as assets do. What says nothing, and a missing
                # file, is asked for again: otherwise browsers would guess how long to keep the page.
                cloudfront.ResponseCustomHeader(header="cache-control", value="no-cache", override=False),
            ]
        ),
    )


def _content_security_policy(settings: Settings) -> str:
    """Nothing but what is named: the site's own files, pictures written into the page, and calls of the API.

    Forms are sent by scripts, so the page itself may send none.
    """
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": f"'self' https://{settings.api_name}",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
