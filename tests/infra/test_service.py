from __future__ import annotations

import json
from typing import Any

from infra.templates import Snapshot, attributes
from inventory_infra.database_fields import DATABASE_FIELDS


def container(snapshot: Snapshot, family: str) -> dict[str, Any]:
    (definition,) = [d for d in snapshot.properties("AWS::ECS::TaskDefinition") if family in d["Family"]]
    (only,) = definition["ContainerDefinitions"]
    return {**only, "definition": definition}


def listener(snapshot: Snapshot, port: int) -> dict[str, Any]:
    (found,) = [x for x in snapshot.properties("AWS::ElasticLoadBalancingV2::Listener") if x["Port"] == port]
    return found


def test_port_80_only_redirects(snapshot: Snapshot) -> None:
    (action,) = listener(snapshot, 80)["DefaultActions"]
    assert action["Type"] == "redirect"
    assert action["RedirectConfig"] == {"Port": "443", "Protocol": "HTTPS", "StatusCode": "HTTP_301"}


def test_https_takes_tls_12_and_13_and_says_so_to_browsers(snapshot: Snapshot) -> None:
    https = listener(snapshot, 443)
    assert https["SslPolicy"].startswith("ELBSecurityPolicy-TLS13-1-2-Res")
    headers = attributes(https["ListenerAttributes"])
    assert headers["routing.http.response.strict_transport_security.header_value"].startswith("max-age=63072000")


def test_the_load_balancer_drops_invalid_headers_and_states_its_timeout(snapshot: Snapshot) -> None:
    balancer = snapshot.only("AWS::ElasticLoadBalancingV2::LoadBalancer")
    settings = attributes(balancer["LoadBalancerAttributes"])
    assert settings["routing.http.drop_invalid_header_fields.enabled"] == "true"
    assert settings["idle_timeout.timeout_seconds"] == "60"
    assert settings["deletion_protection.enabled"] == "true"


def test_health_checks_ask_one_path_for_exactly_200(snapshot: Snapshot) -> None:
    group = snapshot.only("AWS::ElasticLoadBalancingV2::TargetGroup")
    assert group["HealthCheckPath"] == "/healthz/live"
    assert group["Matcher"] == {"HttpCode": "200"}
    assert group["HealthCheckTimeoutSeconds"] < group["HealthCheckIntervalSeconds"]


def test_a_stopping_task_outlives_the_requests_that_it_still_has(snapshot: Snapshot) -> None:
    group = snapshot.only("AWS::ElasticLoadBalancingV2::TargetGroup")
    delay = int(attributes(group["TargetGroupAttributes"])["deregistration_delay.timeout_seconds"])
    assert delay < container(snapshot, "WebTask")["StopTimeout"] <= 120  # the most that Fargate allows


def test_gunicorn_keeps_idle_connections_for_longer_than_the_load_balancer(snapshot: Snapshot) -> None:
    balancer = snapshot.only("AWS::ElasticLoadBalancingV2::LoadBalancer")
    idle = int(attributes(balancer["LoadBalancerAttributes"])["idle_timeout.timeout_seconds"])
    assert int(attributes(container(snapshot, "WebTask")["Environment"])["GUNICORN_KEEPALIVE"]) > idle


def test_gunicorn_ends_its_requests_before_the_container_is_killed(snapshot: Snapshot) -> None:
    found = container(snapshot, "WebTask")
    assert int(attributes(found["Environment"])["GUNICORN_GRACEFUL_TIMEOUT"]) < found["StopTimeout"]


def test_access_logs_go_to_cloudwatch_by_source_delivery_and_destination(snapshot: Snapshot) -> None:
    resources = snapshot.templates["Service"]["Resources"]
    (delivery,) = [r for r in resources.values() if r["Type"] == "AWS::Logs::Delivery"]
    source = resources[delivery["Properties"]["DeliverySourceName"]["Ref"]]["Properties"]
    destination = resources[delivery["Properties"]["DeliveryDestinationArn"]["Fn::GetAtt"][0]]["Properties"]
    assert source["LogType"] == "ALB_ACCESS_LOGS"
    assert resources[source["ResourceArn"]["Ref"]]["Type"] == "AWS::ElasticLoadBalancingV2::LoadBalancer"
    group = destination["DestinationResourceArn"]["Fn::GetAtt"][0]
    assert resources[group]["Type"] == "AWS::Logs::LogGroup"
    (permission,) = [resources[need] for need in delivery["DependsOn"]]
    assert group in json.dumps(permission["Properties"]["PolicyDocument"])


def test_scaling_alone_decides_how_many_tasks_run(snapshot: Snapshot) -> None:
    assert "DesiredCount" not in snapshot.only("AWS::ECS::Service")


def test_a_bad_release_is_rolled_back_and_never_takes_tasks_away(snapshot: Snapshot) -> None:
    deployment = snapshot.only("AWS::ECS::Service")["DeploymentConfiguration"]
    assert deployment["DeploymentCircuitBreaker"] == {"Enable": True, "Rollback": True}
    assert deployment["MinimumHealthyPercent"] == 100
    assert deployment["MaximumPercent"] > 100
    assert snapshot.only("AWS::ECS::Service")["HealthCheckGracePeriodSeconds"] >= 60


def test_tasks_have_no_public_address_and_no_shell(snapshot: Snapshot) -> None:
    service = snapshot.only("AWS::ECS::Service")
    assert service["NetworkConfiguration"]["AwsvpcConfiguration"]["AssignPublicIp"] == "DISABLED"
    assert service["EnableExecuteCommand"] is False


def test_the_first_task_starts_after_its_permissions(snapshot: Snapshot) -> None:
    ((_, service),) = snapshot.resources("AWS::ECS::Service")
    assert any("ExecutionRoleDefaultPolicy" in need for need in service["DependsOn"])


def test_containers_run_on_arm_with_a_read_only_root_and_no_capabilities(snapshot: Snapshot) -> None:
    for family in ("WebTask", "MigrationTask"):
        found = container(snapshot, family)
        assert found["definition"]["RuntimePlatform"]["CpuArchitecture"] == "ARM64"
        assert found["ReadonlyRootFilesystem"] is True
        assert found["LinuxParameters"] == {"Capabilities": {"Drop": ["ALL"]}, "InitProcessEnabled": True}
        assert [point["ContainerPath"] for point in found["MountPoints"] if not point["ReadOnly"]] == ["/tmp"]  # noqa: S108 - inside the container


def test_the_image_is_named_by_a_digest_that_the_deployment_must_give(snapshot: Snapshot) -> None:
    parameters = snapshot.templates["Service"]["Parameters"]
    for family, name in (("WebTask", "ImageDigest"), ("MigrationTask", "MigrationDigest")):
        assert container(snapshot, family)["Image"]["Fn::Join"][1][-2:] == ["@", {"Ref": name}]
        assert "Default" not in parameters[name]


def test_secrets_reach_the_container_as_secrets(snapshot: Snapshot) -> None:
    found = container(snapshot, "WebTask")
    assert {secret["Name"] for secret in found["Secrets"]} == {*DATABASE_FIELDS, "DJANGO_SECRET_KEY"}
    plain = attributes(found["Environment"])
    assert not [name for name in plain if "PASSWORD" in name or "SECRET" in name]
    assert plain["DJANGO_ALLOWED_HOSTS"] == "api.inventory.example.com"
    assert plain["DJANGO_CORS_ALLOWED_ORIGINS"] == "https://app.inventory.example.com"


def test_the_application_itself_may_do_nothing_in_the_account(snapshot: Snapshot) -> None:
    granted = {
        role["Ref"] for policy in snapshot.properties("AWS::IAM::Policy") for role in policy["Roles"] if "Ref" in role
    }
    for definition in snapshot.properties("AWS::ECS::TaskDefinition"):
        assert definition["TaskRoleArn"]["Fn::GetAtt"][0] not in granted


def test_migrations_run_in_a_task_of_their_own(snapshot: Snapshot) -> None:
    found = container(snapshot, "MigrationTask")
    assert found["Command"][:3] == ["python", "manage.py", "migrate"]
    assert found["LogConfiguration"]["Options"]["awslogs-stream-prefix"] == "migrate"
    assert "Command" not in container(snapshot, "WebTask")


def test_the_service_grows_by_cpu_memory_and_requests_in_the_finest_resolution_there_is(snapshot: Snapshot) -> None:
    (seconds,) = {
        metric["ResolutionSeconds"]
        for metric in snapshot.only("AWS::ECS::Service")["Monitoring"]["MetricConfigurations"]
    }
    assert seconds == (60 if snapshot.profile == "starter" else 20)
    suffix = "HighResolution" if seconds == 20 else ""
    tracked = {
        policy["TargetTrackingScalingPolicyConfiguration"]["PredefinedMetricSpecification"]["PredefinedMetricType"]
        for policy in snapshot.properties("AWS::ApplicationAutoScaling::ScalingPolicy")
    }
    assert tracked == {
        f"ECSServiceAverageCPUUtilization{suffix}",
        f"ECSServiceAverageMemoryUtilization{suffix}",
        "ALBRequestCountPerTarget",
    }


def test_at_least_two_tasks_run_always(snapshot: Snapshot) -> None:
    target = snapshot.only("AWS::ApplicationAutoScaling::ScalableTarget")
    assert target["MinCapacity"] >= 2
    assert target["MaxCapacity"] > target["MinCapacity"]


def test_growth_prepares_for_known_peaks_by_the_clock(growth: Snapshot, standard: Snapshot) -> None:
    target = growth.only("AWS::ApplicationAutoScaling::ScalableTarget")
    actions = {a["ScheduledActionName"]: a["ScalableTargetAction"]["MinCapacity"] for a in target["ScheduledActions"]}
    assert actions["BusyHoursBegin"] > actions["BusyHoursEnd"] == target["MinCapacity"]
    assert "ScheduledActions" not in standard.only("AWS::ApplicationAutoScaling::ScalableTarget")


def test_what_ecs_says_is_kept(snapshot: Snapshot) -> None:
    rule = snapshot.only("AWS::Events::Rule")
    assert rule["EventPattern"]["source"] == ["aws.ecs"]
    assert ":log-group:" in json.dumps(rule["Targets"])
