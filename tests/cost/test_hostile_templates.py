"""What a template leaves to the deployment, or asks for against all sense, is told and never silently priced."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from cost.readers.given import assumed
from workbook.cost.component import Kind
from workbook.cost.estimate import Estimate, Settings, estimate
from workbook.graph.model import Graph

DATABASE = """
    Db:
      Type: AWS::RDS::DBInstance
      Properties: {{Engine: postgres, DBInstanceClass: db.t4g.micro, MultiAZ: false, {more}}}
"""
SERVICE = """
    Task:
      Type: AWS::ECS::TaskDefinition
      Properties:
        Cpu: '1024'
        Memory: '2048'
        RequiresCompatibilities: [FARGATE]
    Svc:
      Type: AWS::ECS::Service
      Properties: {TaskDefinition: !Ref Task, DesiredCount: 10, LaunchType: !Ref Unknown}
    Box: {Type: AWS::EC2::Instance, Properties: {InstanceType: t3.micro}}
    Unknown: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: EC2}}
"""


@pytest.fixture
def priced(graph_of: Callable[[str], Graph]) -> Callable[..., Estimate]:
    return lambda resources, **settings: estimate(graph_of(resources), 100, Settings(**settings))


def reasons(found: Estimate) -> str:
    return "\n".join(gap.reason.en for gap in found.gaps)


def test_a_launch_type_that_only_the_deployment_tells_is_a_gap(priced: Callable[[str], Estimate]) -> None:
    assert "whether the tasks run on Fargate" in reasons(priced(SERVICE))


@pytest.mark.parametrize("size", [-20, -1e9])
def test_a_negative_amount_takes_nothing_off_another(priced: Callable[[str], Estimate], size: float) -> None:
    found = priced(DATABASE.format(more=f"AllocatedStorage: {size}"))

    assert all(line.monthly is None or line.monthly >= 0 for line in found.lines)
    assert "nothing can be less than none" in reasons(found)


def test_a_public_database_pays_its_address(priced: Callable[[str], Estimate]) -> None:
    private, public = (
        priced(DATABASE.format(more=f"AllocatedStorage: 20, PubliclyAccessible: {word}")) for word in ("false", "true")
    )

    assert public.total - private.total == Decimal("0.005") * 730


def test_an_elastic_address_of_a_load_balancer_is_charged_once(priced: Callable[[str], Estimate]) -> None:
    found = priced("""
        One: {Type: AWS::EC2::EIP}
        Nlb:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            Type: network
            SubnetMappings: [{SubnetId: s, AllocationId: !GetAtt One.AllocationId}]
    """)
    lines = [line for line in found.lines if line.charge.component.price.startswith("ipv4.")]

    assert sum(line.quantity or 0 for line in lines) == 730


def test_a_replica_where_the_book_has_no_price_is_a_gap(priced: Callable[[str], Estimate]) -> None:
    found = priced("""
        Key:
          Type: AWS::SecretsManager::Secret
          Properties: {ReplicaRegions: [{Region: eu-west-1}, {Region: af-south-1}]}
    """)

    assert sum(line.monthly or 0 for line in found.lines) == Decimal("0.80")
    assert "no price for a replica in af-south-1" in reasons(found)


def test_a_nested_stack_that_lies_elsewhere_is_a_gap(priced: Callable[[str], Estimate]) -> None:
    found = priced("""
        Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://templates.example/x.yaml}}
    """)

    assert "not at hand" in reasons(found)
    assert found.coverage.unsupported == 1


def test_an_alb_before_functions_pays_more_for_each_byte(priced: Callable[[str], Estimate]) -> None:
    template = """
        Alb: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [a, b]}}
        Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: KIND}}
        Listener:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties:
            LoadBalancerArn: !Ref Alb
            Port: 80
            DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]
    """
    units = [
        sum(float(line.quantity or 0) for line in found.lines if line.charge.component.price == "alb.lcu")
        for found in (estimate_of_large_answers(priced, template.replace("KIND", kind)) for kind in ("ip", "lambda"))
    ]

    # A unit holds 1 GB of other targets, and 0.4 GB of functions.
    assert units[1] == pytest.approx(2.5 * units[0])


def estimate_of_large_answers(priced: Callable[..., Estimate], template: str) -> Estimate:
    return priced(template, usage=assumed(api_response_bytes=1_000_000.0))


@pytest.mark.parametrize(
    ("template", "cost"),
    [
        (
            """
            It:
              Type: AWS::ElasticLoadBalancingV2::LoadBalancer
              Properties: {Subnets: [a, b], IpAddressType: dualstack-without-public-ipv4}
            """,
            "16.425",  # 730 × 0.0225, and no address
        ),
        ("It: {Type: AWS::EC2::EIP, Properties: {PublicIpv4Pool: ipv4pool-ec2-1}}", "0"),
        ("It: {Type: AWS::EC2::Volume, Properties: {Size: 10, VolumeType: gp3}}", "0.8"),
    ],
)
def test_what_costs_nothing_is_charged_nothing(priced: Callable[[str], Estimate], template: str, cost: str) -> None:
    fixed = priced(template).of_kind(Kind.FIXED)

    assert fixed == Decimal(cost)


def test_disks_that_ecs_attaches_are_charged_for_each_task(priced: Callable[[str], Estimate]) -> None:
    found = priced("""
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties: {Cpu: 256, Memory: 512, RequiresCompatibilities: [FARGATE]}
        Service:
          Type: AWS::ECS::Service
          Properties:
            TaskDefinition: !Ref Task
            LaunchType: FARGATE
            DesiredCount: 2
            VolumeConfigurations: [{Name: d, ManagedEBSVolume: {SizeInGiB: 500, VolumeType: gp3, RoleArn: arn}}]
    """)

    assert sum(line.monthly or 0 for line in found.lines if line.charge.component.price == "ebs.gp3") == Decimal(80)


@pytest.mark.parametrize(
    ("template", "metrics"),
    [
        ("It: {Type: AWS::EC2::Instance, Properties: {InstanceType: t3.micro, Monitoring: true}}", 7),
        ("It: {Type: AWS::EC2::Instance, Properties: {InstanceType: t3.micro}}", 0),
    ],
)
def test_detailed_monitoring_is_seven_metrics_of_each_instance(
    priced: Callable[[str], Estimate], template: str, metrics: int
) -> None:
    found = priced(template)
    counted = [line.quantity or 0 for line in found.lines if line.charge.component.price == "cloudwatch.metric"]

    assert sum(counted) == metrics


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("It: {Type: AWS::EC2::Instance, Properties: {InstanceType: t3.micro, Tenancy: dedicated}}", "dedicated"),
        ("It: {Type: AWS::ServiceDiscovery::Service, Properties: {HealthCheckConfig: {Type: HTTPS}}}", "registers"),
        ("It: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-postgresql, EngineVersion: '12.9'}}", "12.9"),
        (DATABASE.format(more="AllocatedStorage: 20, EngineVersion: '9.6'"), "postgres 9.6"),
        (DATABASE.format(more="AllocatedStorage: 20, DatabaseInsightsMode: advanced"), "advanced mode"),
        ("It: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: s, AvailabilityMode: regional}}", "regional"),
    ],
)
def test_what_the_book_cannot_price_is_told(priced: Callable[[str], Estimate], template: str, words: str) -> None:
    assert words in reasons(priced(template))


BACKED_UP = (
    DATABASE.format(more="AllocatedStorage: 20, BackupRetentionPeriod: 0")
    + """
    Plan:
      Type: AWS::Backup::BackupPlan
      Properties: {BackupPlan: {BackupPlanName: p, BackupPlanRule: [{RuleName: r, TargetBackupVault: v, MORE}]}}
    Selection:
      Type: AWS::Backup::BackupSelection
      Properties: {BackupPlanId: !Ref Plan, BackupSelection: {Resources: ['*'], ALSO}}
"""
)


@pytest.mark.parametrize(
    ("more", "also", "words"),
    [
        ("ScheduleExpression: cron(banana)", "IamRoleArn: r", "cron(banana)"),
        ("ScheduleExpression: cron(0 5 * * ? *)", "NotResources: ['arn:aws:rds:*:*:db:*']", "does not follow"),
        (
            "CopyActions: [{DestinationBackupVaultArn: 'arn:aws:backup:ap-south-2:1:backup-vault:v'}]",
            "IamRoleArn: r",
            "copies of backups in ap-south-2",
        ),
    ],
)
def test_what_a_backup_plan_does_otherwise_is_told(
    priced: Callable[[str], Estimate], more: str, also: str, words: str
) -> None:
    assert words in reasons(priced(BACKED_UP.replace("MORE", more).replace("ALSO", also)))
