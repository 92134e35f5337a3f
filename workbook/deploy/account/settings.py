"""What the deployment to an account must be told, read from a file of the checkout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import NoneType

from workbook.deploy.account import words
from workbook.errors import DeployError

FILE = Path("infra") / "aws.json"
EXAMPLE = Path("infra") / "aws.example.json"
_NEEDED = ("account", "region", "domain", "alert_email", "github_repository")
"""What has a default in the CDK app that fits nobody's account."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Those of one deployment; the CDK app looks at the form of every value."""

    values: Mapping[str, str]

    @property
    def account(self) -> str:
        """The number of the account."""
        return self.values["account"]

    @property
    def region(self) -> str:
        """Of everything but the edge."""
        return self.values["region"]

    @property
    def zone(self) -> str:
        """The name of the DNS zone."""
        return self.values.get("zone") or self.values["domain"]

    @property
    def hosted_zone_id(self) -> str | None:
        """The id of a zone that exists; without one, the deployment makes the zone."""
        return self.values.get("hosted_zone_id") or None

    @property
    def zones(self) -> tuple[str, ...]:
        """The two availability zones."""
        named = self.values.get("availability_zones") or f"{self.region}a,{self.region}b"
        return tuple(named.split(","))

    @property
    def alert_email(self) -> str:
        """Who hears of alarms, and signs in first."""
        return self.values["alert_email"]


def read_settings(file: Path) -> Settings:
    """The settings in a file.

    Raises:
        DeployError: there is no such file, it is not an object of JSON, or needed ones are missing.
    """
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DeployError(words.NO_SETTINGS.format(file=file, example=EXAMPLE)) from error
    except (OSError, ValueError, RecursionError) as error:
        raise DeployError(words.BAD_SETTINGS.format(file=file, reason=error)) from error
    if not isinstance(held, dict):
        raise DeployError(words.BAD_SETTINGS.format(file=file, reason=type(held).__name__))
    odd = [key for key, each in held.items() if not isinstance(each, (str, list, NoneType))]
    if odd:
        raise DeployError(words.ODD_SETTINGS.format(file=file, odd=", ".join(odd)))
    values = {key: ",".join(map(str, each)) if isinstance(each, list) else each or "" for key, each in held.items()}
    missing = [key for key in _NEEDED if not values.get(key)]
    if missing:
        raise DeployError(words.MISSING_SETTINGS.format(file=file, missing=", ".join(missing), example=EXAMPLE))
    return Settings(values)
