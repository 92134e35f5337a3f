from __future__ import annotations

import numpy as np
import pytest

from cost.readers.said import charged
from workbook.cost.component import Unpriced

DAYS = 730 / 24
SESSIONS = 100 * 2 * (21 + 0.05 * (DAYS - 21))
IDLE = 10 * DAYS / 1024
"""GB that a source without users writes in a month."""

GROUP = "It: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 73, MORE}}\n"


def group(more=""):
    return GROUP.replace(", MORE", f", {more}" if more else "")


def calls_of(context_of, template, name="It"):
    context = context_of(template)
    (resource,) = (each for each in context.graph.assembly.resources() if each.id.logical_id == name)
    return context.traffic(resource).api_requests


TASKS = """
Task:
  Type: AWS::ECS::TaskDefinition
  Properties:
    Cpu: "256"
    Memory: "512"
    RequiresCompatibilities: [FARGATE]
    ContainerDefinitions:
      - {Name: web, Image: x, LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref It}}}
Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task, DesiredCount: 1}}
"""


def test_tasks_write_for_each_call_and_a_little_always(read, context_of):
    # 700 bytes a call, and 26 for each of its 1.5 lines
    calls = calls_of(context_of, group() + TASKS)
    found = charged(read(group() + TASKS))
    assert found["logs.ingest"] == pytest.approx(calls * (700 + 1.5 * 26) / 1024**3 + IDLE)


def test_what_is_kept_is_compressed_and_as_old_as_its_retention(read):
    # 73 of 365 days are 2.4 months; the gzip size is 0.15 of what is written
    found = charged(read(group() + TASKS))
    assert found["logs.storage"] == pytest.approx(found["logs.ingest"] * 0.15 * 2.4)


def test_a_group_that_never_forgets_keeps_what_has_gathered(read):
    found = charged(read("It: {Type: AWS::Logs::LogGroup}\n" + TASKS))
    assert found["logs.storage"] == pytest.approx(found["logs.ingest"] * 0.15 * 12)


def test_a_retention_longer_than_the_age_keeps_no_more_than_there_is(read):
    longer = charged(read(group().replace("73", "3650") + TASKS))
    assert longer["logs.storage"] == pytest.approx(longer["logs.ingest"] * 0.15 * 12)


def test_the_class_for_infrequent_access_has_its_own_price(read):
    found = charged(read(group("LogGroupClass: INFREQUENT_ACCESS") + TASKS))
    assert "logs.ingest" not in found
    assert found["logs.ingest.infrequent"] > 0


def test_a_group_that_nobody_is_known_to_write_to_shows_the_rate(read):
    assert charged(read(group())) == {"logs.ingest": None}


def test_what_people_search_is_charged_once(read):
    idle, other = group().replace("It:", "A:"), group().replace("It:", "Z:")
    more = (
        TASKS.replace("Task:", "TaskZ:")
        .replace("!Ref Task,", "!Ref TaskZ,")
        .replace("!Ref It", "!Ref Z")
        .replace("Service:", "ServiceZ:")
    )
    found = [charged(read(idle + group() + other + TASKS + more, name=name)) for name in ("A", "It", "Z")]
    assert [each["logs.ingest"] is None for each in found] == [True, False, False]
    assert [each.get("logs.insights") for each in found] == [None, 1, None]


def test_what_is_kept_names_the_property_that_limits_it(read):
    for text, path in ((group(), "RetentionInDays"), ("It: {Type: AWS::Logs::LogGroup}\n", "")):
        assert [each.path for each in read(text + TASKS) if each.price == "logs.storage"] == [path]


FLOWS = """
Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
Flows:
  Type: AWS::EC2::FlowLog
  Properties: {ResourceId: !Ref Vpc, ResourceType: VPC, TrafficType: TRAFFIC, DESTINATION}
"""
TO_GROUP = "LogDestinationType: cloud-watch-logs, LogGroupName: !Ref It"


def flows(traffic, destination=TO_GROUP):
    return FLOWS.replace("TRAFFIC", traffic).replace("DESTINATION", destination)


def test_flow_logs_are_vended_and_grow_with_the_calls(read, context_of):
    # 250 bytes a call
    calls = calls_of(context_of, group() + flows("ALL"))
    found = charged(read(group() + flows("ALL")))
    assert found["logs.vended"] == pytest.approx(calls * 250 / 1024**3 + IDLE)
    assert "logs.ingest" not in found


def test_flow_logs_of_a_network_elsewhere_are_as_large(read):
    elsewhere = flows("ALL").replace("!Ref Vpc", "vpc-1")
    assert charged(read(group() + elsewhere))["logs.vended"] == charged(read(group() + flows("ALL")))["logs.vended"]


def test_flow_logs_of_rejected_traffic_are_a_tenth(read):
    everything, rejected = (charged(read(group() + flows(kind)))["logs.vended"] for kind in ("ALL", "REJECT"))
    assert rejected == pytest.approx(everything / 10)


@pytest.mark.parametrize("kind", ["s3", "kinesis-data-firehose"])
def test_flow_logs_that_go_elsewhere_are_a_gap(read, kind):
    (found,) = read(flows("ALL", f"LogDestinationType: {kind}, LogDestination: 'arn:aws:s3:::x'"), name="Flows")
    assert isinstance(found, Unpriced)
    assert read(group() + flows("ALL"), name="Flows") == []


BALANCER = """
Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
Source:
  Type: AWS::Logs::DeliverySource
  Properties: {Name: s, LogType: ALB_ACCESS_LOGS, ResourceArn: !Ref Balancer}
Destination:
  Type: AWS::Logs::DeliveryDestination
  Properties: {Name: d, DestinationResourceArn: !GetAtt It.Arn}
Delivery:
  Type: AWS::Logs::Delivery
  Properties: {DeliverySourceName: !Ref Source, DeliveryDestinationArn: !GetAtt Destination.Arn}
"""


def test_access_logs_are_a_line_for_each_request_and_counted_once(read, context_of):
    # 600 bytes for each call and each of the ten files of a session, which pass the balancer where no site is
    requests = calls_of(context_of, group() + BALANCER) + 10 * SESSIONS
    found = charged(read(group() + BALANCER))
    assert found["logs.vended"] == pytest.approx(requests * 600 / 1024**3)
    assert "logs.ingest" not in found


DISTRIBUTION = """
Site:
  Type: AWS::CloudFront::Distribution
  Properties:
    DistributionConfig:
      Enabled: true
      Origins: [{Id: files, DomainName: !GetAtt Files.RegionalDomainName, S3OriginConfig: {}}]
      DefaultCacheBehavior: {TargetOriginId: files, ViewerProtocolPolicy: redirect-to-https}
Files: {Type: AWS::S3::Bucket}
"""
PLAN = """
Plan:
  Type: AWS::PricingPlanManager::Subscription
  Properties: {PlanTier: FREE, ResourceArns: [!GetAtt Site.Arn]}
"""


def test_a_plan_pays_for_the_logs_of_its_distribution_and_not_for_keeping_them(read):
    by_site = DISTRIBUTION + BALANCER.replace("ResourceArn: !Ref Balancer", "ResourceArn: !GetAtt Site.Arn")
    usual, planned = charged(read(group() + by_site)), charged(read(group() + by_site + PLAN))
    assert usual["logs.vended"] == pytest.approx(10 * SESSIONS * 600 / 1024**3)
    assert "logs.vended" not in planned
    assert planned["logs.storage"] == usual["logs.storage"]


DATABASE = """
Database:
  Type: AWS::RDS::DBInstance
  Properties: {Engine: postgres, DBInstanceClass: db.t4g.micro, EnableCloudwatchLogsExports: [postgresql, upgrade]}
"""


@pytest.mark.parametrize(("log", "per_call"), [("postgresql", 30), ("upgrade", 0)])
def test_the_log_of_the_engine_grows_with_the_calls_and_that_of_upgrades_does_not(read, context_of, log, per_call):
    named = group(f'LogGroupName: !Sub "/aws/rds/instance/${{Database}}/{log}"') + DATABASE
    calls = calls_of(context_of, named)
    assert charged(read(named))["logs.ingest"] == pytest.approx(calls * per_call / 1024**3 + IDLE * 0.05)


FUNCTION = """
Code:
  Type: AWS::Lambda::Function
  Properties: {Handler: a.b, Runtime: python3.12, Code: {S3Bucket: b, S3Key: k}, LoggingConfig: {LogGroup: !Ref It}}
"""
BALANCER_ALONE = "Entry: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}\n"
BEHIND_AN_API = """
Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: api, ProtocolType: HTTP}}
Integration:
  Type: AWS::ApiGatewayV2::Integration
  Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Code.Arn}
Route:
  Type: AWS::ApiGatewayV2::Route
  Properties: {ApiId: !Ref Api, RouteKey: $default, Target: !Sub "integrations/${Integration}"}
"""


def test_a_function_writes_for_each_call_and_one_that_answers_nobody_a_little(read):
    # 700 bytes a call, and 26 for each of its 1.5 lines; 15 × 3 calls a session
    answering = charged(read(group() + FUNCTION + BEHIND_AN_API))
    assert answering["logs.ingest"] == pytest.approx(45 * SESSIONS * (700 + 1.5 * 26) / 1024**3 + IDLE)
    alone = charged(read(group() + FUNCTION + BALANCER_ALONE))
    assert alone["logs.ingest"] == pytest.approx(IDLE * 0.05)


def test_events_write_little(read):
    rule = "Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt It.Arn}]}}\n"
    assert charged(read(group() + rule))["logs.ingest"] == pytest.approx(IDLE * 0.05)


def test_a_stage_writes_a_line_for_each_call_of_its_api(read):
    api = """
Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: api, ProtocolType: HTTP}}
Stage:
  Type: AWS::ApiGatewayV2::Stage
  Properties: {ApiId: !Ref Api, StageName: $default, AccessLogSettings: {DestinationArn: !GetAtt It.Arn}}
"""
    more, fewer = charged(read(group() + api, 200.0)), charged(read(group() + api, 100.0))
    assert more["logs.vended"] == pytest.approx(2 * fewer["logs.vended"])
    assert fewer["logs.vended"] > 0


def test_many_scenarios_at_once_are_as_one_by_one(read):
    template, users = group() + TASKS + flows("ALL") + BALANCER, np.array([1.0, 1000.0])
    together = charged(read(template, users))
    for place, number in enumerate(users):
        for price, quantity in charged(read(template, float(number))).items():
            assert np.broadcast_to(together[price], users.shape)[place] == pytest.approx(quantity)
