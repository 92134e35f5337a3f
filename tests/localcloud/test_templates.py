"""Types of the local cloud, made, changed and told back through its APIs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.request import Request, urlopen

import pytest

Client = Callable[[str], Any]
Resources = Mapping[str, Mapping[str, Any]]

TAG = [{"Key": "owner", "Value": "one"}]
OTHER = [{"Key": "owner", "Value": "two"}]
FLOW = {
    "ResourceId": {"Ref": "Vpc"},
    "ResourceType": "VPC",
    "LogGroupName": "flow",
    "DeliverLogsPermissionArn": "arn:aws:iam::000000000000:role/flow",
}


def of(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::{kind}", "Properties": properties}


def network(tags: list[dict[str, str]], **more: Any) -> Resources:
    return {
        "Vpc": of("EC2::VPC", CidrBlock="10.9.0.0/16"),
        "Subnet": of("EC2::Subnet", VpcId={"Ref": "Vpc"}, CidrBlock="10.9.1.0/24"),
        "Address": of("EC2::EIP", Domain="vpc", Tags=tags),
        "Gateway": of(
            "EC2::NatGateway",
            SubnetId={"Ref": "Subnet"},
            AllocationId={"Fn::GetAtt": ["Address", "AllocationId"]},
            Tags=tags,
        ),
        "Flow": of("EC2::FlowLog", **FLOW, TrafficType=more.get("traffic", "ALL"), Tags=tags),
        "Block": of("EC2::VPCCidrBlock", VpcId={"Ref": "Vpc"}, AmazonProvidedIpv6CidrBlock=True),
        "Endpoint": of(
            "EC2::VPCEndpoint",
            VpcId={"Ref": "Vpc"},
            ServiceName="com.amazonaws.us-east-1.s3",
            PolicyDocument={"Statement": [{"Sid": "<all>"}]},
        ),
        "Group": of(
            "EC2::SecurityGroup",
            GroupDescription="x",
            VpcId={"Ref": "Vpc"},
            SecurityGroupEgress=[{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "10.9.0.0/16"}],
        ),
        "Rule": of(
            "EC2::SecurityGroupIngress",
            GroupId={"Ref": "Group"},
            IpProtocol="tcp",
            FromPort=more.get("port", 80),
            ToPort=80,
            CidrIp="10.9.0.0/16",
            Description=tags[0]["Value"],
        ),
    }


def notices(tags: list[dict[str, str]], **more: Any) -> Resources:
    alert = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": more.get("at", 80)}
    budget = {"BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": {"Amount": 250, "Unit": "USD"}}
    return {
        "Topic": of("SNS::Topic"),
        "Budget": of(
            "Budgets::Budget",
            Budget=budget,
            NotificationsWithSubscribers=[
                {"Notification": alert, "Subscribers": [{"SubscriptionType": "SNS", "Address": {"Ref": "Topic"}}]}
            ],
            ResourceTags=tags,
        ),
        "Events": of(
            "RDS::EventSubscription",
            SnsTopicArn={"Ref": "Topic"} if "at" not in more else "arn:aws:sns:us-east-1:000000000000:other",
            SourceType="db-instance",
            SourceIds=["db"],
            EventCategories=["failover", "low storage"],
            Tags=tags,
        ),
        "Provider": of("IAM::OIDCProvider", Url="https://ci.example.com", ClientIdList=["x"], Tags=tags),
    }


@pytest.fixture
def deploy(client: Client, request: pytest.FixtureRequest) -> Iterator[Callable[[Resources], dict[str, str]]]:
    api, name = client("cloudformation"), request.node.name.replace("_", "-")[:40]

    def deployed(resources: Resources) -> dict[str, str]:
        """Create or update the stack of the test; the identifier of each resource."""
        stacks = {each["StackName"] for each in api.describe_stacks()["Stacks"]}
        step = api.update_stack if name in stacks else api.create_stack
        step(StackName=name, TemplateBody=json.dumps({"Resources": resources}))
        while (status := api.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]).endswith("IN_PROGRESS"):
            time.sleep(0.02)
        assert status in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}, reasons(api.describe_stack_events(StackName=name))
        found = api.describe_stack_resources(StackName=name)["StackResources"]
        return {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in found}

    yield deployed
    api.delete_stack(StackName=name)


def reasons(events: Any) -> list[str]:
    return [
        each.get("ResourceStatusReason", "") for each in events["StackEvents"] if "FAILED" in each["ResourceStatus"]
    ]


@pytest.mark.parametrize(
    ("resources", "changed", "replaced"),
    [
        (network, {"traffic": "REJECT", "port": 81}, {"Flow", "Rule"}),
        (notices, {"at": 90}, {"Budget", "Events"}),
    ],
)
def test_what_aws_changes_in_place_is_not_replaced(
    deploy: Callable[[Resources], dict[str, str]],
    resources: Callable[..., Resources],
    changed: dict[str, Any],
    replaced: set[str],
) -> None:
    made = deploy(resources(TAG))

    assert deploy(resources(OTHER)) == made
    then = deploy(resources(OTHER, **changed))
    assert {name for name in made if made[name] != then[name]} == replaced


def test_the_network_is_told_back(client: Client, deploy: Callable[[Resources], dict[str, str]]) -> None:
    made, ec2 = deploy(network(TAG)), client("ec2")
    deploy(network(OTHER, traffic="REJECT"))

    (gateway,) = ec2.describe_nat_gateways(NatGatewayIds=[made["Gateway"]])["NatGateways"]
    (told,) = gateway["NatGatewayAddresses"]
    (address,) = [each for each in ec2.describe_addresses()["Addresses"] if each["PublicIp"] == made["Address"]]
    assert (told["PublicIp"], told["AllocationId"]) == (made["Address"], address["AllocationId"])
    assert (told["PrivateIp"], told["Status"]) == ("10.9.1.254", "succeeded")
    assert gateway["Tags"] == address["Tags"] == OTHER
    (log,) = ec2.describe_flow_logs(Filters=[{"Name": "resource-id", "Values": [made["Vpc"]]}])["FlowLogs"]
    assert (log["TrafficType"], log["Tags"]) == ("REJECT", OTHER)
    assert (log["LogGroupName"], log["MaxAggregationInterval"]) == ("flow", 600)
    assert log["DeliverLogsPermissionArn"] == "arn:aws:iam::000000000000:role/flow"
    (vpc,) = ec2.describe_vpcs(VpcIds=[made["Vpc"]])["Vpcs"]
    (block,) = vpc["Ipv6CidrBlockAssociationSet"]
    assert (block["AssociationId"], block["Ipv6Pool"]) == (made["Block"], "Amazon")
    (endpoint,) = ec2.describe_vpc_endpoints(VpcEndpointIds=[made["Endpoint"]])["VpcEndpoints"]
    assert json.loads(endpoint["PolicyDocument"]) == {"Statement": [{"Sid": "<all>"}]}
    (rule,) = ec2.describe_security_group_rules(SecurityGroupRuleIds=[made["Rule"]])["SecurityGroupRules"]
    assert (rule["FromPort"], rule["Description"]) == (80, "two")
    (group,) = ec2.describe_security_groups(GroupIds=[made["Group"]])["SecurityGroups"]
    assert [rule["FromPort"] for rule in group["IpPermissionsEgress"]] == [5432]  # and no more than the template says
    assert group["IpPermissions"][0]["IpRanges"] == [{"CidrIp": "10.9.0.0/16", "Description": "two"}]


def test_notices_are_told_back(client: Client, deploy: Callable[[Resources], dict[str, str]]) -> None:
    made = deploy(notices(TAG))
    named = {"AccountId": "000000000000", "BudgetName": made["Budget"]}

    assert client("budgets").describe_budget(**named)["Budget"]["BudgetLimit"] == {"Amount": "250", "Unit": "USD"}
    (alert,) = client("budgets").describe_notifications_for_budget(**named)["Notifications"]
    assert alert["Threshold"] == 80
    (found,) = client("rds").describe_event_subscriptions(SubscriptionName=made["Events"])["EventSubscriptionsList"]
    assert found["SnsTopicArn"] == made["Topic"]
    assert (found["SourceIdsList"], found["EventCategoriesList"]) == (["db"], ["failover", "low storage"])
    assert (found["Enabled"], found["Status"]) == (True, "active")
    tags = client("rds").list_tags_for_resource(ResourceName=found["EventSubscriptionArn"])["TagList"]
    assert tags == TAG


def test_what_the_emulator_would_lose_is_told_back(
    client: Client, deploy: Callable[[Resources], dict[str, str]]
) -> None:
    gone = {"Status": "Enabled", "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}, "ExpirationInDays": 9}

    def resources(tags: list[dict[str, str]], key: str) -> Resources:
        return {
            "Bucket": of("S3::Bucket", Tags=tags, LifecycleConfiguration={"Rules": [gone]}),
            "Topic": of("SNS::Topic", KmsMasterKeyId=key),
            "Zone": of("Route53::HostedZone", Name="told.example.com", HostedZoneTags=tags),
            "Board": of("CloudWatch::Dashboard", DashboardName="told", DashboardBody="{}", Tags=tags),
        }

    deploy(resources(TAG, "one"))
    made = deploy(resources(OTHER, "two"))

    assert client("s3").get_bucket_tagging(Bucket=made["Bucket"])["TagSet"] == OTHER
    (rule,) = client("s3").get_bucket_lifecycle_configuration(Bucket=made["Bucket"])["Rules"]
    assert (rule["Expiration"], rule["AbortIncompleteMultipartUpload"]) == ({"Days": 9}, {"DaysAfterInitiation": 7})
    attributes = client("sns").get_topic_attributes(TopicArn=made["Topic"])["Attributes"]
    assert attributes["KmsMasterKeyId"] == "two"
    zone = client("route53").list_tags_for_resource(ResourceType="hostedzone", ResourceId=made["Zone"])
    assert zone["ResourceTagSet"]["Tags"] == OTHER
    board = client("cloudwatch").get_dashboard(DashboardName="told")["DashboardArn"]
    assert client("cloudwatch").list_tags_for_resource(ResourceARN=board)["Tags"] == OTHER


def test_a_lifecycle_that_is_not_kept_is_refused(deploy: Callable[[Resources], dict[str, str]]) -> None:
    odd = {"Status": "Enabled", "TagFilters": []}
    with pytest.raises(AssertionError, match="LifecycleConfiguration has TagFilters; expected only"):
        deploy({"Bucket": of("S3::Bucket", LifecycleConfiguration={"Rules": [odd]})})


def test_a_task_definition_is_told_back(client: Client, deploy: Callable[[Resources], dict[str, str]]) -> None:
    check = {"Command": ["CMD", "true"], "Interval": 5, "Retries": 2, "StartPeriod": 1, "Timeout": 3}
    container = {"Name": "web", "Image": "x", "HealthCheck": check, "Secrets": [{"Name": "A", "ValueFrom": "arn:x"}]}
    volumes = [{"Name": "tmp", "DockerVolumeConfiguration": {"Labels": {"Kept": "As-It-Is"}}}]
    definition = of("ECS::TaskDefinition", Family="told", ContainerDefinitions=[container], Volumes=volumes)
    made = deploy({"Web": definition})

    told = client("ecs").describe_task_definition(taskDefinition=made["Web"])["taskDefinition"]
    assert told["containerDefinitions"][0]["healthCheck"] == {
        "command": ["CMD", "true"],
        "interval": 5,
        "retries": 2,
        "startPeriod": 1,
        "timeout": 3,
    }
    assert told["containerDefinitions"][0]["secrets"] == [{"name": "A", "valueFrom": "arn:x"}]
    assert told["volumes"] == [{"name": "tmp", "dockerVolumeConfiguration": {"labels": {"Kept": "As-It-Is"}}}]


def answering(attributes: Mapping[str, str]) -> Resources:
    said = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200", "MessageBody": "x"}}
    return {
        "Vpc": of("EC2::VPC", CidrBlock="10.8.0.0/16"),
        "Subnet": of("EC2::Subnet", VpcId={"Ref": "Vpc"}, CidrBlock="10.8.1.0/24"),
        "Balancer": of("ElasticLoadBalancingV2::LoadBalancer", Subnets=[{"Ref": "Subnet"}]),
        "Listener": of(
            "ElasticLoadBalancingV2::Listener",
            LoadBalancerArn={"Ref": "Balancer"},
            Port=80,
            Protocol="HTTP",
            DefaultActions=[said],
            ListenerAttributes=[
                {"Key": f"routing.http.response.{name}", "Value": attributes[name]} for name in attributes
            ],
        ),
    }


def test_a_listener_answers_as_its_attributes_say(
    client: Client, deploy: Callable[[Resources], dict[str, str]]
) -> None:
    api = client("elbv2")

    def headers(balancer: str) -> Any:
        name = api.describe_load_balancers(LoadBalancerArns=[balancer])["LoadBalancers"][0]["DNSName"]
        with urlopen(Request(api.meta.endpoint_url, headers={"Host": f"{name}:80"}), timeout=5) as answer:  # noqa: S310
            return answer.headers  # whatever the case of their names

    stated = {"server.enabled": "false", "x_content_type_options.header_value": "nosniff"}
    made = deploy(answering(stated))
    found = api.describe_listener_attributes(ListenerArn=made["Listener"])["Attributes"]
    assert {each["Key"].removeprefix("routing.http.response."): each["Value"] for each in found} == stated
    hidden = headers(made["Balancer"])
    assert deploy(answering({"strict_transport_security.header_value": "max-age=9"})) == made
    told = headers(made["Balancer"])

    assert ("server" in hidden, hidden["x-content-type-options"]) == (False, "nosniff")
    assert "x-content-type-options" not in told
    assert (told["server"], told["strict-transport-security"]) == ("awselb/2.0", "max-age=9")


def test_a_service_takes_the_tags_of_its_template(
    client: Client, deploy: Callable[[Resources], dict[str, str]]
) -> None:
    def resources(tags: list[dict[str, str]]) -> Resources:
        container = {"Name": "web", "Image": "x"}
        return {
            "Cluster": of("ECS::Cluster"),
            "Web": of("ECS::TaskDefinition", Family="tagged", ContainerDefinitions=[container]),
            "Service": of(
                "ECS::Service", Cluster={"Ref": "Cluster"}, TaskDefinition={"Ref": "Web"}, DesiredCount=0, Tags=tags
            ),
        }

    ecs, made = client("ecs"), deploy(resources(TAG))
    ecs.tag_resource(resourceArn=made["Service"], tags=[{"key": "by-hand", "value": "x"}])
    assert deploy(resources([{"Key": "team", "Value": "two"}])) == made

    asked = {"cluster": made["Cluster"], "services": [made["Service"]], "include": ["TAGS"]}
    found = {each["key"]: each["value"] for each in ecs.describe_services(**asked)["services"][0]["tags"]}
    assert {name: found[name] for name in found if not name.startswith("aws:")} == {"by-hand": "x", "team": "two"}


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        ({"PolicyType": "StepScaling"}, "PolicyType of p is StepScaling; expected TargetTrackingScaling"),
        (
            {
                "PolicyType": "TargetTrackingScaling",
                "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 1, "CustomizedMetricSpecification": {}},
            },
            "policy p follows a metric of its own",
        ),
    ],
)
def test_a_policy_that_is_not_followed_is_refused(
    deploy: Callable[[Resources], dict[str, str]], policy: dict[str, Any], sentence: str
) -> None:
    where = "service/c/s|ecs:service:DesiredCount|ecs"
    with pytest.raises(AssertionError, match=sentence):
        deploy({"P": of("ApplicationAutoScaling::ScalingPolicy", PolicyName="p", ScalingTargetId=where, **policy)})
