from __future__ import annotations

import json

from infra.templates import Snapshot


def test_the_database_is_protected(snapshot: Snapshot) -> None:
    database = snapshot.only("AWS::RDS::DBInstance")
    assert database["StorageEncrypted"] is True
    assert database["DeletionProtection"] is True
    assert database["PubliclyAccessible"] is False
    assert database["BackupRetentionPeriod"] >= 7
    assert database["DeleteAutomatedBackups"] is False
    assert database["StorageType"] == "gp3"
    assert database["MaxAllocatedStorage"] > int(database["AllocatedStorage"])


def test_the_engine_is_named_by_its_major_version_and_leaves_extended_support(snapshot: Snapshot) -> None:
    database = snapshot.only("AWS::RDS::DBInstance")
    assert (database["Engine"], database["EngineVersion"]) == ("postgres", "18")
    assert database["EngineLifecycleSupport"] == "open-source-rds-extended-support-disabled"
    assert snapshot.only("AWS::RDS::DBParameterGroup")["Family"] == "postgres18"


def test_only_starter_runs_without_a_standby(snapshot: Snapshot) -> None:
    assert snapshot.only("AWS::RDS::DBInstance")["MultiAZ"] is (snapshot.profile != "starter")


def test_every_connection_to_the_database_is_encrypted(snapshot: Snapshot) -> None:
    assert snapshot.only("AWS::RDS::DBParameterGroup")["Parameters"]["rds.force_ssl"] == "1"


def test_the_login_is_generated_and_not_a_reserved_word(snapshot: Snapshot) -> None:
    login = snapshot.only("AWS::RDS::DBInstance")["MasterUsername"]
    assert login not in {"admin", "postgres", "rdsadmin", "master"}
    templates = [
        s["GenerateSecretString"].get("SecretStringTemplate")
        for s in snapshot.properties("AWS::SecretsManager::Secret")
    ]
    assert json.dumps({"username": login}, separators=(",", ":")) in templates


def test_logs_of_the_database_expire_because_their_groups_exist_before_it(snapshot: Snapshot) -> None:
    ((_, database),) = snapshot.resources("AWS::RDS::DBInstance")
    identifier = database["Properties"]["DBInstanceIdentifier"]["Fn::Join"][1][1]
    groups = {
        logical_id: json.dumps(resource["Properties"].get("LogGroupName"))
        for logical_id, resource in snapshot.resources("AWS::Logs::LogGroup")
    }
    for kind in database["Properties"]["EnableCloudwatchLogsExports"]:
        (group,) = [i for i, name in groups.items() if "/aws/rds/instance/" in name and f"/{kind}" in name]
        assert json.dumps(identifier) in groups[group]
        assert group in database["DependsOn"]


def test_the_load_on_the_database_can_be_looked_at(snapshot: Snapshot) -> None:
    database = snapshot.only("AWS::RDS::DBInstance")
    assert database["EnablePerformanceInsights"] is True
    assert database.get("MonitoringInterval", 0) == (0 if snapshot.profile == "starter" else 60)
