"""Route 53 and ACM: zones, records, and certificates for names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.deploy.live import words
from workbook.deploy.live.forms import DNS_NAME, NUMBER, SET, TAGS, Form, by_name, texts
from workbook.deploy.live.reading import Reader, Reading, Subject, UnnamedError, plain
from workbook.deploy.live.shapes import asked, first, renamed, same
from workbook.template.functions import unknown
from workbook.template.model import Value

_AGAIN = ("SetIdentifier", "Name", "Type")


def _zone(subject: Subject) -> Reading | None:
    answer = subject.ask("route53", "get_hosted_zone", Id=subject.physical_id)
    found = answer["HostedZone"]

    def tags() -> Any:  # noqa: ANN401 - as boto3
        told = subject.ask(
            "route53", "list_tags_for_resource", ResourceType="hostedzone", ResourceId=subject.physical_id
        )
        return told["ResourceTagSet"]["Tags"]

    vpcs = tuple(plain(each) for each in answer.get("VPCs", []))
    return Reading(
        {
            "HostedZoneConfig": {"Comment": found.get("Config", {}).get("Comment")},
            "Name": found["Name"],
            "VPCs": vpcs,
            **asked(subject, {"HostedZoneTags": tags}),
        },
        {"Id": subject.physical_id, "NameServers": plain(answer.get("DelegationSet", {}).get("NameServers", []))},
    )


def _record(subject: Subject) -> Reading | None:
    zone = _zone_of(subject)
    if zone is None:
        return None
    wanted = _key(subject.expected)
    listed = subject.ask("route53", "list_resource_record_sets", HostedZoneId=zone)["ResourceRecordSets"]
    found = first([each for each in listed if _key(each) == wanted])
    if found is None:
        return None
    told = same(
        found,
        "AliasTarget", "Failover", "GeoLocation", "HealthCheckId", "MultiValueAnswer", "Name", "Region",
        "SetIdentifier", "TTL", "Type", "Weight",
    )  # fmt: skip
    records = tuple(each["Value"] for each in found.get("ResourceRecords", []))
    return Reading(
        {
            **told,
            "HostedZoneId": zone,
            "HostedZoneName": subject.expected.get("HostedZoneName"),
            "ResourceRecords": records,
        }
    )


def _zone_of(subject: Subject) -> str | None:
    if "HostedZoneId" in subject.expected:
        return subject.called("HostedZoneId")
    name = DNS_NAME.normal(subject.called("HostedZoneName"))
    zones = subject.ask("route53", "list_hosted_zones")["HostedZones"]
    found = first([each for each in zones if DNS_NAME.normal(each["Name"]) == name])
    return None if found is None else str(found["Id"]).rpartition("/")[2]


def _key(record: Mapping[str, Any]) -> Value:
    """What tells a record from the others of its zone."""
    for name in _AGAIN:
        if not isinstance(record.get(name, ""), str):
            raise UnnamedError(unknown("Record", record.get(name)))
    return tuple(DNS_NAME.normal(record.get(name)) for name in _AGAIN)


def _certificate(subject: Subject) -> Reading | None:
    arn = subject.physical_id
    found = subject.ask("acm", "describe_certificate", CertificateArn=arn)["Certificate"]
    options = found.get("DomainValidationOptions", [])

    def tags() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("acm", "list_tags_for_certificate", CertificateArn=arn)["Tags"]

    methods = {each.get("ValidationMethod") for each in options}
    others = [name for name in found.get("SubjectAlternativeNames", []) if name != found["DomainName"]]
    named = subject.expected.get("SubjectAlternativeNames")
    also = [found["DomainName"]] if isinstance(named, tuple) and found["DomainName"] in named else []
    logging = {"CertificateTransparencyLoggingPreference": "Options.CertificateTransparencyLoggingPreference"}
    return Reading(
        {
            "DomainName": found["DomainName"],
            "DomainValidationOptions": tuple(map(_validation, options)),
            "KeyAlgorithm": found.get("KeyAlgorithm"),
            "SubjectAlternativeNames": (*others, *also),
            "ValidationMethod": methods.pop() if len(methods) == 1 else None,
            **renamed(found, logging),
            **asked(subject, {"Tags": tags}),
        }
    )


def _validation(option: Mapping[str, Any]) -> Value:
    zone = unknown("HostedZoneId", reason=words.ZONE)
    return {**same(option, "DomainName", "ValidationDomain"), "HostedZoneId": zone}


def _algorithm(value: Value) -> Value:
    """As CloudFormation writes it: ACM answers with a hyphen."""
    return value.replace("-", "_") if isinstance(value, str) else value


TYPES: Mapping[str, Reader] = {
    "AWS::Route53::HostedZone": Reader(
        _zone, ["NoSuchHostedZone"], {"HostedZoneTags": TAGS, "Name": DNS_NAME, "VPCs": SET}
    ),
    "AWS::Route53::RecordSet": Reader(
        _record,
        ["NoSuchHostedZone"],
        {
            "AliasTarget.DNSName": DNS_NAME,
            "Name": DNS_NAME,
            "HostedZoneName": DNS_NAME,
            "ResourceRecords": Form(texts, unordered=True),
            "TTL": NUMBER,
        },
        {"Comment": words.NEVER_TOLD},
    ),
    "AWS::CertificateManager::Certificate": Reader(
        _certificate,
        ["ResourceNotFoundException"],
        {
            "Tags": TAGS,
            "DomainValidationOptions": Form(by_name("DomainName")),
            "KeyAlgorithm": Form(_algorithm),
            "SubjectAlternativeNames": SET,
        },
    ),
}
