"""S3 and ECR: buckets, repositories of images, and who may use them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workbook.deploy.live import words
from workbook.deploy.live.forms import JSON, SET, TAGS, policies
from workbook.deploy.live.reading import Reader, Reading, Sibling, Subject, part, plain
from workbook.deploy.live.shapes import asked, first, renamed, same
from workbook.template.model import Value

_NOT_SET = (
    "NoSuchCORSConfiguration", "NoSuchLifecycleConfiguration", "NoSuchPublicAccessBlockConfiguration", "NoSuchTagSet",
    "OwnershipControlsNotFoundError", "ServerSideEncryptionConfigurationNotFoundError",
)  # fmt: skip
POLICY = "Policy"
"""Of a bucket without one in the templates, and of which no property speaks."""


def _bucket(subject: Subject) -> Reading | None:
    name = subject.physical_id

    def ask(operation: str) -> Mapping[str, Any]:
        return subject.ask("s3", operation, Bucket=name)

    versioning = ask("get_bucket_versioning")  # refused where there is no bucket
    parts: Mapping[str, Callable[[], Any]] = {
        "BucketEncryption": lambda: _encryption(ask("get_bucket_encryption")),
        "CorsConfiguration": lambda: {"CorsRules": [_cors(each) for each in ask("get_bucket_cors")["CORSRules"]]},
        "LifecycleConfiguration": lambda: {"Rules": [*map(_rule, ask("get_bucket_lifecycle_configuration")["Rules"])]},
        "LoggingConfiguration": lambda: _logging(ask("get_bucket_logging")),
        "OwnershipControls": lambda: ask("get_bucket_ownership_controls")["OwnershipControls"],
        "PublicAccessBlockConfiguration": lambda: ask("get_public_access_block")["PublicAccessBlockConfiguration"],
        "Tags": lambda: ask("get_bucket_tagging")["TagSet"],
    }
    region = subject.place.region
    suffix = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    return Reading(
        {
            "BucketName": name,
            "VersioningConfiguration": same(versioning, "Status"),
            POLICY: part(lambda: ask("get_bucket_policy")["Policy"], "NoSuchBucketPolicy"),
            **asked(subject, parts, *_NOT_SET),
        },
        {
            "Arn": f"arn:{subject.place.partition}:s3:::{name}",
            "DomainName": f"{name}.s3.{suffix}",
            "RegionalDomainName": f"{name}.s3.{region}.{suffix}",
        },
    )


def _encryption(answer: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as boto3
    name = {"ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault"}
    rules = answer["ServerSideEncryptionConfiguration"]["Rules"]
    found = [{**renamed(each, name), **same(each, "BucketKeyEnabled")} for each in rules]
    return {"ServerSideEncryptionConfiguration": found}


def _rule(rule: Mapping[str, Any]) -> Mapping[str, Value]:
    """A rule of a life cycle: CloudFormation writes what expires flat, and the filter beside it."""
    chosen = rule.get("Filter", {})
    both = chosen.get("And", chosen)
    tags = [*both.get("Tags", []), *([both["Tag"]] if "Tag" in both else [])]
    moved = [_moved(each, "TransitionDate", "TransitionInDays") for each in rule.get("Transitions", [])]
    later = [_moved(each, "", "TransitionInDays") for each in rule.get("NoncurrentVersionTransitions", [])]
    names = {
        "ExpirationDate": "Expiration.Date",
        "ExpirationInDays": "Expiration.Days",
        "ExpiredObjectDeleteMarker": "Expiration.ExpiredObjectDeleteMarker",
        "Id": "ID",
    }
    return {
        **same(rule, "AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration", "Status"),
        **renamed(rule, names),
        "NoncurrentVersionTransitions": plain(later),
        "ObjectSizeGreaterThan": both.get("ObjectSizeGreaterThan"),
        "ObjectSizeLessThan": both.get("ObjectSizeLessThan"),
        "Prefix": rule.get("Prefix") or both.get("Prefix"),
        "TagFilters": plain(tags),
        "Transitions": plain(moved),
    }


def _moved(transition: Mapping[str, Any], date: str, days: str) -> Mapping[str, Value]:
    names = {date: "Date", days: "Days"} if date else {days: "NoncurrentDays"}
    return {**same(transition, "StorageClass", "NewerNoncurrentVersions"), **renamed(transition, names)}


def _cors(rule: Mapping[str, Any]) -> Mapping[str, Value]:
    names = {"ExposedHeaders": "ExposeHeaders", "MaxAge": "MaxAgeSeconds", "Id": "ID"}
    return {**same(rule, "AllowedHeaders", "AllowedMethods", "AllowedOrigins"), **renamed(rule, names)}


def _logging(answer: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as boto3
    names = {"DestinationBucketName": "LoggingEnabled.TargetBucket", "LogFilePrefix": "LoggingEnabled.TargetPrefix"}
    return renamed(answer, names)


def _no_policy(bucket: Sibling, siblings: Iterable[Sibling]) -> Mapping[str, Value]:
    """That a bucket has no policy, where no template gives it one."""
    has_one = any(
        each.type == "AWS::S3::BucketPolicy" and each.expected.get("Bucket") == bucket.physical_id for each in siblings
    )
    return {} if has_one else {POLICY: None}


def _bucket_policy(subject: Subject) -> Reading | None:
    name = subject.called("Bucket")
    return Reading({"Bucket": name, "PolicyDocument": subject.ask("s3", "get_bucket_policy", Bucket=name)["Policy"]})


def _repository(subject: Subject) -> Reading | None:
    name = subject.physical_id
    found = first(subject.ask("ecr", "describe_repositories", repositoryNames=[name])["repositories"])
    if found is None:
        return None
    arn = found["repositoryArn"]
    encrypted, scanned = found.get("encryptionConfiguration", {}), found.get("imageScanningConfiguration", {})

    def life() -> Mapping[str, Any]:
        answer = subject.ask("ecr", "get_lifecycle_policy", repositoryName=name)
        return {"LifecyclePolicyText": answer["lifecyclePolicyText"]}

    def tags() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("ecr", "list_tags_for_resource", resourceArn=arn)["tags"]

    def users() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("ecr", "get_repository_policy", repositoryName=name)["policyText"]

    return Reading(
        {
            **renamed(found, {"ImageTagMutability": "imageTagMutability", "RepositoryName": "repositoryName"}),
            "EncryptionConfiguration": renamed(encrypted, {"EncryptionType": "encryptionType", "KmsKey": "kmsKey"}),
            "ImageScanningConfiguration": renamed(scanned, {"ScanOnPush": "scanOnPush"}),
            "RepositoryPolicyText": part(users, "RepositoryPolicyNotFoundException"),
            **asked(subject, {"LifecyclePolicy": life, "Tags": tags}, "LifecyclePolicyNotFoundException"),
        },
        {"Arn": arn, "RepositoryUri": found.get("repositoryUri")},
    )


def _users(repository: Sibling, _: Iterable[Sibling]) -> Mapping[str, Value]:
    """Who else may use a repository: nobody, where its template names nobody."""
    return {"RepositoryPolicyText": repository.expected.get("RepositoryPolicyText")}


TYPES: Mapping[str, Reader] = {
    "AWS::S3::Bucket": Reader(
        _bucket,
        ["NoSuchBucket"],
        {
            "Tags": TAGS,
            "LifecycleConfiguration.Rules": SET,
            "LifecycleConfiguration.Rules.*.TagFilters": SET,
            "LifecycleConfiguration.Rules.*.Transitions": SET,
            "CorsConfiguration.CorsRules.*.AllowedMethods": SET,
            **policies(POLICY),
        },
        beside=_no_policy,
    ),
    "AWS::S3::BucketPolicy": Reader(_bucket_policy, ["NoSuchBucket", "NoSuchBucketPolicy"], policies("PolicyDocument")),
    "AWS::ECR::Repository": Reader(
        _repository,
        ["RepositoryNotFoundException"],
        {"Tags": TAGS, "LifecyclePolicy.LifecyclePolicyText": JSON, **policies("RepositoryPolicyText")},
        {"EmptyOnDelete": words.ACTS_ONCE},
        beside=_users,
    ),
}
