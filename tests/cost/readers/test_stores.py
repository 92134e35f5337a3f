from __future__ import annotations

import numpy as np
import pytest

from cost.readers.given import assumed
from cost.readers.said import gaps
from workbook.cost.component import Component


def quantities(found):
    return {each.price: each.quantity for each in found if isinstance(each, Component)}


SITE = """
It:
  Type: AWS::S3::Bucket
  Properties:
    VersioningConfiguration: {{Status: Enabled}}
    LifecycleConfiguration: {{Rules: [{rule}]}}
Site:
  Type: AWS::CloudFront::Distribution
  Properties:
    DistributionConfig:
      Enabled: true
      Origins: [{{Id: files, DomainName: !GetAtt It.RegionalDomainName, S3OriginConfig: {{}}}}]
      DefaultCacheBehavior: {{TargetOriginId: files, ViewerProtocolPolicy: redirect-to-https}}
"""
MONTH_OF_VERSIONS = "{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 365}}"


def test_a_site_keeps_its_files_and_the_versions_that_releases_leave_behind(read):
    # 3 MB, released 20 times a month for the 12 months that noncurrent versions stay
    found = quantities(read(SITE.format(rule=MONTH_OF_VERSIONS)))
    assert found["s3.storage"] == pytest.approx(3 / 1024 * (1 + 20 * 12))


def test_a_disabled_rule_keeps_versions_for_ever(read):
    never = quantities(read(SITE.format(rule="{Status: Disabled, NoncurrentVersionExpiration: {NoncurrentDays: 1}}")))
    one_day = quantities(read(SITE.format(rule="{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 1}}")))
    assert never["s3.storage"] == pytest.approx(3 / 1024 * (1 + 20 * 12))
    assert one_day["s3.storage"] == pytest.approx(3 / 1024 * (1 + 20 * 12 / 365))


def test_a_bucket_without_versions_keeps_the_files_alone(read):
    plain = SITE.format(rule="").replace("Status: Enabled}", "Status: Suspended}")
    assert quantities(read(plain))["s3.storage"] == pytest.approx(3 / 1024)


def test_no_version_is_older_than_the_system(read):
    longer = SITE.format(rule=MONTH_OF_VERSIONS.replace("365", "3650"))
    assert quantities(read(longer))["s3.storage"] == pytest.approx(3 / 1024 * (1 + 20 * 12))


def test_a_bucket_behind_two_distributions_answers_both(read):
    one = SITE.format(rule=MONTH_OF_VERSIONS)
    other = one[one.index("Site:") :].replace("Site:", "Twin:")
    assert quantities(read(one + other))["s3.requests.read"] == quantities(read(one))["s3.requests.read"]


def test_each_release_writes_every_file_and_lists_the_bucket(read):
    assert quantities(read(SITE.format(rule=MONTH_OF_VERSIONS)))["s3.requests.write"] == 20 * (60 + 1)


@pytest.mark.parametrize(("files", "lists"), [(1000, 1), (1001, 2)])
def test_a_list_request_names_a_thousand_files(read, files, lists):
    # S3 API reference, ListObjectsV2
    found = quantities(read(SITE.format(rule=MONTH_OF_VERSIONS), usage=assumed(site_files=files)))
    assert found["s3.requests.write"] == 20 * (files + lists)


def test_buckets_behind_one_distribution_share_what_the_caches_miss(read):
    second = "{Id: more, DomainName: !GetAtt More.RegionalDomainName, S3OriginConfig: {}}"
    more = "CacheBehaviors: [{PathPattern: /more/*, TargetOriginId: more, ViewerProtocolPolicy: https-only}]"
    both = (
        SITE.format(rule=MONTH_OF_VERSIONS)
        .replace("S3OriginConfig: {}}", f"S3OriginConfig: {{}}}}, {second}")
        .replace("      DefaultCache", f"      {more}\n      DefaultCache")
    )
    template = both + "More: {Type: AWS::S3::Bucket}\n"
    sessions = 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
    for name in ("It", "More"):
        assert quantities(read(template, name=name))["s3.requests.read"] == pytest.approx(sessions / 2)


def test_the_bucket_answers_what_the_caches_miss(read):
    # a tenth of ten files a session, two sessions a day on 21 working days and a twentieth of that on others
    sessions = 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
    assert quantities(read(SITE.format(rule=MONTH_OF_VERSIONS)))["s3.requests.read"] == pytest.approx(sessions)


CACHING_DISABLED = "CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad"


def test_the_bucket_answers_every_request_that_is_not_kept(read):
    past = SITE.format(rule=MONTH_OF_VERSIONS).replace(
        "{TargetOriginId: files,", f"{{{CACHING_DISABLED}, TargetOriginId: files,"
    )
    asked = 10 * 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
    assert quantities(read(past))["s3.requests.read"] == pytest.approx(asked)

    # Half of the files come past the cache, and of the other half a tenth does.
    assets = "CacheBehaviors: [{PathPattern: /assets/*, TargetOriginId: files, ViewerProtocolPolicy: https-only}]"
    both = past.replace("      DefaultCache", f"      {assets}\n      DefaultCache")
    assert quantities(read(both))["s3.requests.read"] == pytest.approx(asked * (0.5 + 0.5 * 0.1))


def test_a_bucket_that_stands_in_for_another_answers_half_of_what_the_caches_miss(read):
    group = "OriginGroups: {Items: [{Id: both, Members: {Items: [{OriginId: files}, {OriginId: more}]}}]}"
    second = "{Id: more, DomainName: !GetAtt More.RegionalDomainName, S3OriginConfig: {}}"
    template = (
        SITE.format(rule=MONTH_OF_VERSIONS)
        .replace("S3OriginConfig: {}}", f"S3OriginConfig: {{}}}}, {second}")
        .replace("      DefaultCache", f"      {group}\n      DefaultCache")
        .replace("TargetOriginId: files", "TargetOriginId: both")
    )
    sessions = 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
    found = quantities(read(template + "More: {Type: AWS::S3::Bucket}\n"))
    assert found["s3.requests.read"] == pytest.approx(sessions / 2)


def test_a_website_without_caches_answers_everything(read):
    website = "It:\n  Type: AWS::S3::Bucket\n  Properties: {WebsiteConfiguration: {IndexDocument: index.html}}\n"
    missed = quantities(read(SITE.format(rule=MONTH_OF_VERSIONS)))["s3.requests.read"]
    assert quantities(read(website))["s3.requests.read"] == pytest.approx(10 * missed)


def test_a_bucket_that_nothing_is_known_of_shows_its_rates(read):
    found = quantities(read("It: {Type: AWS::S3::Bucket}\n"))
    assert found == {"s3.storage": None, "s3.requests.write": None, "s3.requests.read": None}


LOGS = """
It:
  Type: AWS::S3::Bucket
  Properties:
    LifecycleConfiguration: {Rules: [{Status: Enabled, ExpirationInDays: 73}]}
Balancer:
  Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  Properties:
    Scheme: internet-facing
    LoadBalancerAttributes:
      - {Key: access_logs.s3.enabled, Value: "true"}
      - {Key: access_logs.s3.bucket, Value: !Ref It}
"""


def test_a_bucket_of_access_logs_keeps_them_as_long_as_its_lifecycle_says(read):
    found = quantities(read(LOGS, np.array([100.0, 200.0])))
    stored = found["s3.storage"]
    assert stored[1] == pytest.approx(2 * stored[0])
    shorter = quantities(read(LOGS.replace("73", "36.5"), np.array([100.0, 200.0])))["s3.storage"]
    np.testing.assert_allclose(stored, 2 * shorter)


def test_a_line_for_each_request_is_kept_and_a_file_written_each_five_minutes(read):
    # 15 × 3 calls and 10 files a session, 600 bytes each, compressed to 0.15, for 2.4 months
    sessions = 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
    found = quantities(read(LOGS))
    assert found["s3.storage"] == pytest.approx((45 + 10) * sessions * 600 * 0.15 * 2.4 / 1024**3)
    assert found["s3.requests.write"] == 12 * 730
    assert found["s3.requests.read"] == 0


FLOWS = """
Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
Flows:
  Type: AWS::EC2::FlowLog
  Properties:
    ResourceId: !Ref Vpc
    ResourceType: VPC
    TrafficType: ALL
    LogDestinationType: s3
    LogDestination: !GetAtt It.Arn
"""


@pytest.mark.parametrize(("network", "kept"), [("!Ref Vpc", "ALL"), ("vpc-1", "ALL"), ("vpc-1", "REJECT")])
def test_flow_logs_in_a_bucket_are_250_bytes_a_call_and_a_little_always(read, network, kept):
    # beside the 600 bytes of each request in the access log; 10 MB a day without users; a tenth is rejected
    sessions = 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
    found = quantities(read(LOGS + FLOWS.replace("!Ref Vpc", network).replace("ALL", kept)))
    flows = (45 * 250 * sessions + 10 * 1024**2 * 730 / 24) * (1 if kept == "ALL" else 0.1)
    assert found["s3.storage"] == pytest.approx(((45 + 10) * 600 * sessions + flows) * 0.15 * 2.4 / 1024**3)
    assert found["s3.requests.write"] == 2 * 12 * 730


@pytest.mark.parametrize("rules", ["[]", "!ImportValue rules", "[{Status: Enabled, ExpirationInDays: 3650}]"])
def test_logs_that_never_expire_are_those_of_the_twelve_months_that_the_system_has_run(read, rules):
    sessions = 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
    found = quantities(read(LOGS.replace("[{Status: Enabled, ExpirationInDays: 73}]", rules)))
    assert found["s3.storage"] == pytest.approx(55 * sessions * 600 * 0.15 * 12 / 1024**3)


def test_a_bucket_of_a_site_logs_what_it_is_asked_for(read):
    # a tenth of the ten files of a session
    sessions = 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
    logged = SITE.format(rule=MONTH_OF_VERSIONS).replace(
        "    VersioningConfiguration",
        "    LoggingConfiguration: {DestinationBucketName: !Ref Kept}\n    VersioningConfiguration",
    )
    kept = "Kept: {Type: AWS::S3::Bucket}\n"
    found = quantities(read(logged + kept, name="Kept"))
    assert found["s3.storage"] == pytest.approx(sessions * 600 * 0.15 * 12 / 1024**3)
    unknown = "It: {Type: AWS::S3::Bucket, Properties: {LoggingConfiguration: {DestinationBucketName: !Ref Kept}}}\n"
    assert quantities(read(unknown + kept, name="Kept"))["s3.storage"] is None


def test_a_replica_holds_what_its_source_holds(read):
    copied = SITE.format(rule=MONTH_OF_VERSIONS).replace(
        "    VersioningConfiguration",
        "    ReplicationConfiguration:\n      Role: arn:aws:iam::111111111111:role/x\n"
        "      Rules: [{Status: Enabled, Destination: {Bucket: !GetAtt Copy.Arn}}]\n    VersioningConfiguration",
    )
    template = copied + "Copy: {Type: AWS::S3::Bucket}\n"
    source, copy = quantities(read(template)), quantities(read(template, name="Copy"))
    assert copy["s3.storage"] == source["s3.storage"]
    assert copy["s3.requests.read"] == 0


REPOSITORY = """
It:
  Type: AWS::ECR::Repository
  Properties: {}
"""


def policy(text):
    return REPOSITORY.replace("{}", f"{{LifecyclePolicy: {{LifecyclePolicyText: '{text}'}}}}")


def rule(status, kind, count):
    selection = f'"tagStatus": "{status}", "countType": "{kind}", "countNumber": {count}'
    return f'{{"selection": {{{selection}}}, "action": {{"type": "expire"}}}}'


@pytest.mark.parametrize(
    ("rules", "images"),
    [
        ([rule("any", "imageCountMoreThan", 5)], 5),
        ([rule("any", "imageCountMoreThan", 5000)], 240),  # 20 releases in each of 12 months
        ([rule("untagged", "sinceImagePushed", 1)], 240),
        ([rule("tagged", "sinceImagePushed", 73)], 48),  # a fifth of a year
        ([rule("any", "imageCountMoreThan", 50), rule("tagged", "imageCountMoreThan", 10)], 10),
    ],
)
def test_a_repository_keeps_as_many_images_as_its_rules_let_stand(read, rules, images):
    # one whole image of 0.12 GB, and a fifth of each further one
    found = quantities(read(policy(f'{{"rules": [{", ".join(rules)}]}}')))
    assert found["ecr.storage"] == pytest.approx(0.12 + (images - 1) * 0.12 * 0.2)


@pytest.mark.parametrize(
    ("rules", "values", "images"),
    [
        ([], {"images_kept": 5}, 240),  # a policy that says nothing of released images lets them all stand
        ([], {"deploys_per_month": 0}, 1),
        ([rule("tagged", "sinceImagePushed", 1)], {"deploys_per_month": 1}, 1),
        ([rule("any", "imageCountMoreThan", '"many"')], {}, 240),
        ([rule("any", "somethingElse", 3)], {}, 240),
        (['{"selection": 3}', rule("any", "imageCountMoreThan", 4)], {}, 4),
    ],
)
def test_at_least_the_last_image_stays_and_rules_that_say_nothing_take_none_away(read, rules, values, images):
    found = read(policy(f'{{"rules": [{", ".join(rules)}]}}'), usage=assumed(**values))
    assert quantities(found)["ecr.storage"] == pytest.approx(0.12 + (images - 1) * 0.12 * 0.2)
    assert gaps(found) == []


def test_a_repository_without_a_policy_keeps_as_many_as_assumed(read):
    assert quantities(read(REPOSITORY))["ecr.storage"] == pytest.approx(0.12 + 19 * 0.12 * 0.2)


@pytest.mark.parametrize("text", ["not JSON", "[]", '{"rules": 1}', "{}"])
def test_a_policy_that_tells_no_rules_is_a_gap_and_the_images_are_counted(read, text):
    found = read(policy(text))
    assert [path for path, _ in gaps(found)] == ["LifecyclePolicy.LifecyclePolicyText"]
    assert quantities(found)["ecr.storage"] > 0


READ_BY_TASKS = """
It:
  Type: AWS::SecretsManager::Secret
  Properties: {ReplicaRegions: [{Region: eu-west-1}]}
Task:
  Type: AWS::ECS::TaskDefinition
  Properties:
    Cpu: 256
    Memory: 512
    ContainerDefinitions:
      - {Name: web, Image: web, Secrets: [{Name: KEY, ValueFrom: !Ref It}]}
Service:
  Type: AWS::ECS::Service
  Properties: {TaskDefinition: !Ref Task, Cluster: default, DesiredCount: 3}
"""


def test_a_secret_is_read_by_each_task_that_starts(read):
    # 20 releases of three tasks, and 4 replacements a month
    assert quantities(read(READ_BY_TASKS))["secrets.requests"] == pytest.approx(20 * 3 + 4)


def test_the_calls_of_tasks_whose_number_only_the_deployment_tells_are_not_given(read):
    unknown = READ_BY_TASKS.replace("DesiredCount: 3", "DesiredCount: !ImportValue Elsewhere")
    assert quantities(read(unknown))["secrets.requests"] is None


def test_a_task_that_no_service_runs_reads_its_secret_once_with_each_release(read):
    alone = READ_BY_TASKS.partition("Service:")[0]
    assert quantities(read(alone))["secrets.requests"] == 20


def test_a_replica_of_a_secret_is_charged_in_its_region(read):
    places = [each.place for each in read(READ_BY_TASKS) if each.price == "secrets.secret"]
    assert places == [None, "eu-west-1"]


def test_a_secret_of_a_task_that_no_service_runs_is_read_with_each_release(read):
    alone = READ_BY_TASKS.partition("Service:")[0]
    assert quantities(read(alone))["secrets.requests"] == 20


def test_two_services_replace_their_tasks_each(read):
    second = READ_BY_TASKS[READ_BY_TASKS.index("Service:") :].replace("Service:", "Second:", 1)
    assert quantities(read(READ_BY_TASKS + second))["secrets.requests"] == pytest.approx(2 * (20 * 3 + 4))


def test_a_replica_in_a_region_without_prices_is_a_gap(read):
    found = read(READ_BY_TASKS.replace("eu-west-1", "mars-1"))
    assert [path for path, _ in gaps(found)] == ["ReplicaRegions.0"]
    assert len([each for each in found if getattr(each, "price", "") == "secrets.secret"]) == 1


def test_the_calls_for_a_secret_that_nothing_is_seen_to_read_are_not_given(read):
    assert quantities(read("It: {Type: AWS::SecretsManager::Secret}\n"))["secrets.requests"] is None


KEY = """
It:
  Type: AWS::KMS::Key
  Properties: {KeyPolicy: {}, EnableKeyRotation: true}
Topic:
  Type: AWS::SNS::Topic
  Properties: {KmsMasterKeyId: !Ref It}
"""


def test_a_key_of_a_topic_is_used_twice_for_each_notification(read):
    assert quantities(read(KEY))["kms.requests"] == 2 * 30


STORED = (
    "Data: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{RULE}]}}}\n"
)
ENCRYPTED = STORED.replace("RULE", "ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref It}")


def test_a_key_of_data_is_used_by_the_calls_and_not_by_messages(read):
    # one call in a hundred; 15 × 3 calls in each session
    alone = KEY.partition("Topic:")[0]
    calls = 45 * 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
    often = assumed(kms_requests_per_request=0.01)
    assert quantities(read(alone + ENCRYPTED, usage=often))["kms.requests"] == pytest.approx(calls / 100)
    assert quantities(read(KEY + ENCRYPTED, usage=often))["kms.requests"] == pytest.approx(60 + calls / 100)
    assert quantities(read(KEY, usage=often))["kms.requests"] == 60
    assert quantities(read(alone, usage=often))["kms.requests"] is None


def test_a_key_that_rotates_pays_for_its_older_material(read):
    found = [each.quantity for each in read(KEY) if each.price == "kms.key"]
    assert found == [1, 1]  # one rotation in the twelve months that the system has run
    often = KEY.replace("EnableKeyRotation", "RotationPeriodInDays: 90, EnableKeyRotation")
    assert [each.quantity for each in read(often) if each.price == "kms.key"] == [1, 2]


def test_a_key_without_rotation_is_one_key(read):
    still = KEY.replace("EnableKeyRotation: true", "EnableKeyRotation: false")
    assert [each.quantity for each in read(still) if each.price == "kms.key"] == [1]


def test_requests_to_a_key_of_another_kind_are_a_gap(read):
    found = read(KEY.replace("KeyPolicy: {}", "KeyPolicy: {}, KeySpec: RSA_2048, KeyUsage: SIGN_VERIFY"))
    assert [path for path, _ in gaps(found)] == ["KeySpec"]
    assert quantities(found)["kms.requests"] is None
