"""CloudFront: distributions, and what runs and is set in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.deploy.live import words
from workbook.deploy.live.forms import SET, TAGS, Form, Forms, dns_name, lower
from workbook.deploy.live.reading import Reader, Reading, Subject, plain
from workbook.deploy.live.shapes import asked, renamed, unwrapped

_CONFIG = "DistributionConfig"
_BEHAVIOURS = (f"{_CONFIG}.DefaultCacheBehavior", f"{_CONFIG}.CacheBehaviors.*")
_SPELT = {
    "ACMCertificateArn": "AcmCertificateArn",
    "IAMCertificateId": "IamCertificateId",
    "SSLSupportMethod": "SslSupportMethod",
    "IsIPV6Enabled": "IPV6Enabled",
    "OriginSslProtocols": "OriginSSLProtocols",
    "CustomHeaders": "OriginCustomHeaders",
}
"""Names of the API that CloudFormation spells otherwise."""


def _tags(subject: Subject, arn: str) -> Any:  # noqa: ANN401 - as boto3
    return subject.ask("cloudfront", "list_tags_for_resource", Resource=arn)["Tags"].get("Items", [])


def _distribution(subject: Subject) -> Reading | None:
    found = subject.ask("cloudfront", "get_distribution", Id=subject.physical_id)["Distribution"]
    tags = asked(subject, {"Tags": lambda: _tags(subject, found["ARN"])})
    # CloudFormation takes the groups in the wrapping of the API.
    config = unwrapped(found[_CONFIG], keep=["OriginGroups"])
    return Reading({_CONFIG: plain(_respelt(config)), **tags}, renamed(found, {"DomainName": "DomainName", "Id": "Id"}))


def _respelt(value: Any) -> Any:  # noqa: ANN401 - as boto3
    if isinstance(value, list):
        return [_respelt(inner) for inner in value]
    if not isinstance(value, Mapping):
        return value
    found = {_SPELT.get(key, key): _respelt(inner) for key, inner in value.items()}
    allowed = found.get("AllowedMethods")
    if isinstance(allowed, Mapping):  # the methods that are kept stand among those that are allowed
        found = {**found, "AllowedMethods": allowed.get("Items"), "CachedMethods": allowed.get("CachedMethods")}
    return found


def _function(subject: Subject) -> Reading | None:
    name = subject.physical_id.rpartition("/")[2]
    published = str(subject.expected.get("AutoPublish")).lower() == "true"
    stage = "LIVE" if published else "DEVELOPMENT"
    told = subject.ask("cloudfront", "describe_function", Name=name, Stage=stage)["FunctionSummary"]
    arn = told["FunctionMetadata"]["FunctionARN"]

    def code() -> str:
        body = subject.ask("cloudfront", "get_function", Name=name, Stage=stage)["FunctionCode"]
        return str((body if isinstance(body, bytes) else body.read()).decode())

    more = asked(subject, {"FunctionCode": code, "Tags": lambda: _tags(subject, arn)})
    return Reading(
        {
            "AutoPublish": told["FunctionMetadata"].get("Stage") == "LIVE",
            "FunctionConfig": plain(unwrapped(told["FunctionConfig"])),
            "Name": told["Name"],
            **more,
        },
        {"FunctionARN": arn, "FunctionMetadata.FunctionARN": arn, "Stage": told["FunctionMetadata"].get("Stage")},
    )


def _origin_access_control(subject: Subject) -> Reading | None:
    answer = subject.ask("cloudfront", "get_origin_access_control", Id=subject.physical_id)
    found = answer["OriginAccessControl"]
    return Reading({"OriginAccessControlConfig": plain(found["OriginAccessControlConfig"])}, {"Id": found["Id"]})


def _headers(subject: Subject) -> Reading | None:
    answer = subject.ask("cloudfront", "get_response_headers_policy", Id=subject.physical_id)
    found = answer["ResponseHeadersPolicy"]
    return Reading(
        {"ResponseHeadersPolicyConfig": plain(found["ResponseHeadersPolicyConfig"])},
        {"Id": found["Id"], "LastModifiedTime": plain(found.get("LastModifiedTime"))},
    )


def _of_behaviours(*names: str) -> Forms:
    return {f"{behaviour}.{name}": SET for behaviour in _BEHAVIOURS for name in names}


_LISTS = ("AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders")

TYPES: Mapping[str, Reader] = {
    "AWS::CloudFront::Distribution": Reader(
        _distribution,
        ["NoSuchDistribution"],
        {
            "Tags": TAGS,
            f"{_CONFIG}.Aliases": SET,
            f"{_CONFIG}.CustomErrorResponses": SET,
            f"{_CONFIG}.HttpVersion": Form(lower),
            f"{_CONFIG}.Origins": SET,
            f"{_CONFIG}.Origins.*.DomainName": Form(dns_name),
            f"{_CONFIG}.Origins.*.OriginCustomHeaders": SET,
            f"{_CONFIG}.Origins.*.CustomOriginConfig.OriginSSLProtocols": SET,
            f"{_CONFIG}.Restrictions.GeoRestriction.Locations": SET,
            **_of_behaviours(
                "AllowedMethods",
                "CachedMethods",
                "FunctionAssociations",
                "LambdaFunctionAssociations",
                "TrustedKeyGroups",
            ),
        },
    ),
    "AWS::CloudFront::Function": Reader(
        _function, ["NoSuchFunctionExists"], {"Tags": TAGS}, {"FunctionMetadata": words.ACTS_ONCE}
    ),
    "AWS::CloudFront::OriginAccessControl": Reader(_origin_access_control, ["NoSuchOriginAccessControl"]),
    "AWS::CloudFront::ResponseHeadersPolicy": Reader(
        _headers,
        ["NoSuchResponseHeadersPolicy"],
        {
            "ResponseHeadersPolicyConfig.CustomHeadersConfig.Items": SET,
            "ResponseHeadersPolicyConfig.RemoveHeadersConfig.Items": SET,
            **{f"ResponseHeadersPolicyConfig.CorsConfig.AccessControl{name}.Items": SET for name in _LISTS},
        },
    ),
}
