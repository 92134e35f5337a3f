"""What a deployment must be told, read from the CDK context, checked as a whole and held in one frozen object."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from inventory_infra.profiles import PROFILES, Profile
from inventory_infra.schedule import BusyHours

PROJECT = "inventory"
EDGE_REGION = "us-east-1"  # CloudFront takes its certificate and its log delivery from this region only

_DOMAIN = r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
_TAG = r"[\w .:/=+@-]{1,256}"


class SettingsError(Exception):
    """The context holds values that cannot be used; one sentence for each of them."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that one deployment differs in from another."""

    profile: Profile
    account: str
    region: str
    availability_zones: tuple[str, str]
    domain: str
    zone: str
    hosted_zone_id: str | None
    alert_email: str
    github_repository: str
    github_environment: str
    image_digest: str | None
    busy_hours: BusyHours | None
    owner: str
    cost_centre: str

    @property
    def frontend_name(self) -> str:
        """The name under which users open the application."""
        return f"app.{self.domain}"

    @property
    def api_name(self) -> str:
        """The name under which the application reaches its API."""
        return f"api.{self.domain}"


@dataclass(frozen=True, slots=True)
class _Field:
    """One value of the context: its form, the same in words, and an example; an empty default means "not given"."""

    pattern: str
    expected: str
    example: str
    default: str = ""


_FIELDS: Mapping[str, _Field] = {
    "profile": _Field("|".join(PROFILES), f"one of {', '.join(PROFILES)}", "starter", default="standard"),
    "account": _Field(r"\d{12}", "the 12 digits of an AWS account", "123456789012", default="000000000000"),
    "region": _Field(r"[a-z]{2}(-[a-z]+)+-\d", "the code of an AWS region", "us-east-1", default=EDGE_REGION),
    "availability_zones": _Field(
        r"[a-z0-9-]+[a-z],[a-z0-9-]+[a-z]", "two availability zones joined by a comma", "us-east-1a,us-east-1b"
    ),
    "domain": _Field(_DOMAIN, "a domain name in lower case", "inventory.acme.com", default="inventory.example.com"),
    "zone": _Field(_DOMAIN, "the name of the DNS zone that holds the domain", "acme.com"),
    "hosted_zone_id": _Field(r"Z[A-Z0-9]{5,31}", "the id of a Route 53 hosted zone", "Z0123456789ABCDEFGHIJ"),
    "alert_email": _Field(r"[^@\s]+@[^@\s]+\.[^@\s]+", "an e-mail address", "ops@acme.com", default="ops@example.com"),
    "github_repository": _Field(
        # Subjects of repositories since July 2026 have the numbers of owner and repository, which nobody can take over.
        r"[A-Za-z0-9][A-Za-z0-9-]{0,38}(@\d+)?/[A-Za-z0-9._-]{1,100}(@\d+)?",
        "owner/name or owner@number/name@number, exactly as the subjects of its tokens begin",
        "acme@123456/inventory@789012",
        default="example/inventory",
    ),
    "github_environment": _Field(
        r"[A-Za-z0-9._-]{1,255}", "the name of an environment of GitHub", "staging", default="production"
    ),
    "image_digest": _Field(r"sha256:[0-9a-f]{64}", "sha256: and 64 hexadecimal digits", "sha256:9f86d081…"),
    "busy_hours": _Field(r".+", "days, hours and an IANA time zone", "'MON-FRI 07:00-19:00 America/Bogota'"),
    "owner": _Field(_TAG, "a value that AWS takes as a tag", "platform-team", default="platform-team"),
    "cost_centre": _Field(_TAG, "a value that AWS takes as a tag", "4711", default="inventory"),
}


def read_settings(context: Mapping[str, object]) -> Settings:
    """The settings that the context describes, defaults filled in.

    Raises:
        SettingsError: some values cannot be used; all of them are named at once.
    """
    values = {key: _as_text(context.get(key)) or field.default for key, field in _FIELDS.items()}
    malformed = dict(_malformed(values))
    well_formed = {key: _FIELDS[key].default if key in malformed else value for key, value in values.items()}
    if "domain" in malformed:
        well_formed["zone"] = ""  # whether a zone holds a domain can be said of a proper domain only
    problems = (*_unknown_keys(context), *malformed.values(), *_contradictions(well_formed))
    if problems:
        raise SettingsError(problems)
    profile = PROFILES[values["profile"]]
    first_zone, second_zone = _zones(values)
    return Settings(
        profile=profile,
        account=values["account"],
        region=values["region"],
        availability_zones=(first_zone, second_zone),
        domain=values["domain"],
        zone=_zone(values),
        hosted_zone_id=values["hosted_zone_id"] or None,
        alert_email=values["alert_email"],
        github_repository=values["github_repository"],
        github_environment=values["github_environment"],
        image_digest=values["image_digest"] or None,
        busy_hours=BusyHours.parse(values["busy_hours"]) if values["busy_hours"] else profile.busy_hours,
        owner=values["owner"],
        cost_centre=values["cost_centre"],
    )


def _as_text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(map(str, value))
    return "" if value is None else str(value).strip()


def _zone(values: Mapping[str, str]) -> str:
    return values["zone"] or values["domain"]


def _zones(values: Mapping[str, str]) -> list[str]:
    region = values["region"]
    return (values["availability_zones"] or f"{region}a,{region}b").split(",")


def _unknown_keys(context: Mapping[str, object]) -> Iterator[str]:
    """Misspelt settings; the CDK's own keys hold a colon, a slash or a hyphen, settings never do."""
    for key in sorted(context):
        if key not in _FIELDS and key.isidentifier():
            near = get_close_matches(key, _FIELDS, n=1)
            advice = f"write {near[0]}" if near else f"use one of {', '.join(_FIELDS)}"
            yield f"the setting {key} does not exist, got {context[key]!r} for it in the CDK context; {advice}"


def _malformed(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, field in _FIELDS.items():
        if values[key] and not re.fullmatch(field.pattern, values[key]):
            yield key, _problem(key, values[key], field.expected)


def _contradictions(values: Mapping[str, str]) -> Iterator[str]:
    region, domain, zone = values["region"], values["domain"], _zone(values)
    if domain != zone and not domain.endswith(f".{zone}"):
        yield _problem("domain", domain, f"a name inside the zone {zone}", example=f"inventory.{zone}")
    if len(set(_zones(values))) != 2 or not all(name.startswith(region) for name in _zones(values)):
        expected = f"two different zones of the region {region}"
        yield _problem("availability_zones", ",".join(_zones(values)), expected, example=f"{region}a,{region}b")
    if region != EDGE_REGION and not values["hosted_zone_id"]:
        # A zone created in another region cannot be handed to the edge stack without a custom resource.
        yield (
            f"hosted_zone_id is missing, got region {region}, while the stack for CloudFront is always in {EDGE_REGION}"
            " and CloudFormation has no references between regions; expected the id of a hosted zone that exists"
            f" already; create the zone {zone} in Route 53 and pass -c hosted_zone_id=<its id>,"
            f" or deploy to {EDGE_REGION}"
        )
    if values["busy_hours"]:
        yield from _busy_hours_problem(values["busy_hours"])


def _busy_hours_problem(text: str) -> Iterator[str]:
    try:
        BusyHours.parse(text)
    except ValueError as error:
        yield _problem("busy_hours", text, f"{_FIELDS['busy_hours'].expected} ({error})")


def _problem(key: str, value: str, expected: str, *, example: str | None = None) -> str:
    advice = f"pass -c {key}={example or _FIELDS[key].example}"
    return f"the setting {key} cannot be used, got {value!r} in the CDK context; expected {expected}; {advice}"
