"""Of IAM: OpenID Connect providers."""

from __future__ import annotations

from ministack.core.responses import get_account_id
from ministack.services import iam

from localcloud.resources.handler import Handler, Made, Properties, handler


def _create(_: str, properties: Properties, __: str) -> Made:
    url = properties["Url"].partition("://")[2]
    arn = f"arn:aws:iam::{get_account_id()}:oidc-provider/{url}"
    iam._oidc_providers[arn] = {
        "Url": url,
        "ClientIDList": list(properties.get("ClientIdList", [])),
        "ThumbprintList": list(properties.get("ThumbprintList", [])),
        "Arn": arn,
        "CreateDate": iam._now(),
        "Tags": list(properties.get("Tags", [])),
    }
    return arn, {"Arn": arn}


def _delete(arn: str, _: Properties) -> None:
    iam._oidc_providers.pop(arn, None)


TYPES: dict[str, Handler] = {"AWS::IAM::OIDCProvider": handler(_create, _delete)}
