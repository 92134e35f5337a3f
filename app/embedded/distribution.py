"""How CloudFront answers for the site, read from the template that makes the distribution."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).resolve().parents[2] / "infra" / "snapshots" / "standard" / "InventoryEdge.template.json"
PAGE = "/index.html"

_FILE = re.compile(r"\.[^./]+\Z")
_API = re.compile(r"https://[^\s;]+")
# A policy of CloudFront's own, which keeps nothing at the edge; what is not kept is not compressed either.
_CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"

Properties = Mapping[str, Any]


class UnknownDistributionError(Exception):
    """The template holds what is not understood here, so the site would be served otherwise than there."""


@dataclass(frozen=True, slots=True)
class Behavior:
    """What happens to the paths of one pattern."""

    pattern: str
    is_rewritten: bool
    is_compressed: bool

    def fits(self, path: str) -> bool:
        """Whether a path is of the pattern, in which * and ? are all that is special."""
        pattern = re.escape(self.pattern).replace(r"\*", ".*").replace(r"\?", ".")
        return re.fullmatch(pattern, path, re.DOTALL) is not None

    def key(self, path: str) -> str:
        """What the bucket is asked for; the rule is that of infra/inventory_infra/single_page_app.js."""
        return path if not self.is_rewritten or _FILE.search(path) else PAGE


@dataclass(frozen=True, slots=True)
class Distribution:
    """Behaviours, the first of which that fits a path counts, and the headers of every answer.

    `headers` take the place of those that a file has of its own, `defaults` stand where it has none.
    """

    behaviors: Sequence[Behavior]
    headers: Mapping[str, str]
    defaults: Mapping[str, str]

    def answer(self, own: Mapping[str, str]) -> dict[str, str]:
        """All headers of an answer; names are in small letters."""
        return {**self.defaults, **own, **self.headers}

    def behavior(self, path: str) -> Behavior:
        """What happens to a path; the last behaviour fits all."""
        return next(each for each in self.behaviors if each.fits(path))

    def talking_to(self, api_origin: str) -> Distribution:
        """The same for another origin of the API, which the page is allowed to ask instead."""
        policy, found = _API.subn(lambda _: api_origin, self.headers["content-security-policy"])
        if found != 1:
            raise UnknownDistributionError(f"the content security policy names {found} other origins, expected one")
        return replace(self, headers={**self.headers, "content-security-policy": policy})


def distribution(template: Path = TEMPLATE) -> Distribution:
    """The one distribution of a template, with its one policy of headers.

    Raises:
        UnknownDistributionError: it says something that is not understood here.
    """
    resources = json.loads(template.read_text(encoding="utf-8"))["Resources"].values()
    (config,) = _all(resources, "AWS::CloudFront::Distribution", "DistributionConfig")
    (policy,) = _all(resources, "AWS::CloudFront::ResponseHeadersPolicy", "ResponseHeadersPolicyConfig")
    behaviors = [*config.get("CacheBehaviors", []), {**config["DefaultCacheBehavior"], "PathPattern": "*"}]
    if config.get("CustomErrorResponses"):
        raise UnknownDistributionError("CustomErrorResponses are not understood here, expected none")
    headers = _headers(policy)
    return Distribution(
        [_behavior(each) for each in behaviors],
        headers={name: value for name, value, overrides in headers if overrides},
        defaults={name: value for name, value, overrides in headers if not overrides},
    )


def _all(resources: Any, kind: str, key: str) -> list[Properties]:  # noqa: ANN401 - JSON
    return [each["Properties"][key] for each in resources if each["Type"] == kind]


def _behavior(properties: Properties) -> Behavior:
    is_kept = properties["CachePolicyId"] != _CACHING_DISABLED
    is_rewritten = bool(properties.get("FunctionAssociations"))
    return Behavior(properties["PathPattern"], is_rewritten, bool(properties["Compress"]) and is_kept)


def _headers(policy: Properties) -> list[tuple[str, str, bool]]:
    """Name and value of each header, and whether it takes the place of a file's own."""
    security = policy.get("SecurityHeadersConfig", {})
    if unknown := sorted({*(set(policy) - _KNOWN), *(set(security) - set(_SECURITY))}):
        raise UnknownDistributionError(f"{', '.join(unknown)} is not understood here; teach it to {__name__}")
    headers = [(*_SECURITY[name](each), each["Override"]) for name, each in security.items()]
    custom = policy.get("CustomHeadersConfig", {}).get("Items", [])
    return [*headers, *((each["Header"].lower(), each["Value"], each["Override"]) for each in custom)]


def _strict_transport_security(properties: Properties) -> tuple[str, str]:
    value = f"max-age={properties['AccessControlMaxAgeSec']}"
    value += "; includeSubDomains" if properties.get("IncludeSubdomains") else ""
    return "strict-transport-security", value + ("; preload" if properties.get("Preload") else "")


_KNOWN = {"Name", "Comment", "SecurityHeadersConfig", "CustomHeadersConfig"}
_SECURITY: Mapping[str, Callable[[Properties], tuple[str, str]]] = {
    "ContentSecurityPolicy": lambda each: ("content-security-policy", each["ContentSecurityPolicy"]),
    "ContentTypeOptions": lambda _: ("x-content-type-options", "nosniff"),
    "FrameOptions": lambda each: ("x-frame-options", each["FrameOption"]),
    "ReferrerPolicy": lambda each: ("referrer-policy", each["ReferrerPolicy"]),
    "StrictTransportSecurity": _strict_transport_security,
}
