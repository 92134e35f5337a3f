"""The trust in GitHub Actions: which workflow may take a role here, by the exact claims of its token."""

from __future__ import annotations

from aws_cdk import aws_iam as iam

from inventory_infra.settings import Settings

GITHUB_HOST = "token.actions.githubusercontent.com"


def github_principal(provider_arn: str, *, settings: Settings) -> iam.WebIdentityPrincipal:
    """Jobs of this one repository that run in its protected environment, and no others.

    A job that names an environment carries it in `sub` instead of its branch; claims are compared letter by letter.
    """
    claims = {
        f"{GITHUB_HOST}:aud": "sts.amazonaws.com",
        f"{GITHUB_HOST}:sub": f"repo:{settings.github_repository}:environment:{settings.github_environment}",
    }
    return iam.WebIdentityPrincipal(provider_arn, conditions={"StringEquals": claims})


def github_provider_arn(*, partition: str, account: str) -> str:
    """The ARN of the provider, which its URL decides; for stacks of another region, which cannot refer to it."""
    return f"arn:{partition}:iam::{account}:oidc-provider/{GITHUB_HOST}"
