from __future__ import annotations

import numpy as np
import pytest

from cost.readers.given import assumed
from cost.readers.said import charged, gaps
from cost.readers.test_databases import SMALL

AURORA = """
Cluster:
  Type: AWS::RDS::DBCluster
  Properties:
    Engine: aurora-postgresql
    ServerlessV2ScalingConfiguration: {MinCapacity: 0.5, MaxCapacity: 4}
It:
  Type: AWS::RDS::DBInstance
  Properties: {Engine: aurora-postgresql, DBInstanceClass: db.serverless, DBClusterIdentifier: !Ref Cluster}
"""


def test_serverless_capacity_lies_between_the_least_and_the_most(read):
    least, above = read(AURORA, np.array([1.0, 1e7]))
    np.testing.assert_allclose(least.quantity, 365.0)
    assert above.quantity[0] == pytest.approx(0.0)
    assert above.quantity[1] <= 3.5 * 730
    assert above.quantity[1] > 500


def test_serverless_capacity_under_a_full_load_is_the_most_that_the_cluster_allows(read):
    full = assumed(working_days_per_month=730 / 24)
    least, above = read(AURORA, 1e9, usage=full)
    assert (float(least.quantity), float(above.quantity)) == (pytest.approx(0.5 * 730), pytest.approx(3.5 * 730))


@pytest.mark.parametrize(
    ("least", "first", "second"),
    [(0.5, 365, 365), (2, 1460, 1460), (0, 365, 0)],  # one that may pause has half a unit while it is awake
)
def test_further_members_of_a_cluster_are_kept_at_the_least(read, least, first, second):
    pair = AURORA.replace("MinCapacity: 0.5", f"MinCapacity: {least}") + AURORA[AURORA.index("It:") :].replace(
        "It:", "Other:"
    )
    hours = [sum(float(each.quantity) for each in read(pair, 1.0, name=name)) for name in ("It", "Other")]
    assert hours == [pytest.approx(first), pytest.approx(second)]


def test_what_a_cluster_does_by_itself_counts_once(read):
    busy = assumed(database_idle_vcpu=0.5, database_ms_per_request=0, vcpus_per_acu=0.25)
    pair = AURORA + AURORA[AURORA.index("It:") :].replace("It:", "Other:")
    hours = [sum(float(each.quantity) for each in read(pair, 1.0, name=name, usage=busy)) for name in ("It", "Other")]
    # half a vCPU keeps two capacity units busy
    assert hours == [pytest.approx(2 * 730), pytest.approx(0.5 * 730)]


@pytest.mark.parametrize(
    ("change", "paths"),
    [
        (("Engine: aurora-postgresql\n", "Engine: aurora-postgresql\n    BackupRetentionPeriod: 1\n"), []),
        (
            ("Engine: aurora-postgresql\n", "Engine: aurora-postgresql\n    BackupRetentionPeriod: 2\n"),
            ["BackupRetentionPeriod"],
        ),
        (("Engine: aurora-postgresql\n", "Engine: aurora-postgresql\n    EngineMode: serverless\n"), ["EngineMode"]),
        (("Engine: aurora-postgresql\n", "Engine: postgres\n"), ["Engine"]),
    ],
)
def test_what_a_cluster_has_that_the_book_cannot_price_is_a_gap(read, change, paths):
    assert [path for path, _ in gaps(read(AURORA.replace(*change), name="Cluster"))] == paths


def test_a_cluster_pays_for_the_data_and_shows_the_rate_of_its_requests(read):
    found = charged(read(AURORA, name="Cluster"))
    assert found == {"aurora.storage": pytest.approx(4.6), "aurora.io": None}


def test_provisioned_members_of_aurora_are_a_gap(read):
    found = read(AURORA.replace("db.serverless", "db.r6g.large"))
    assert [path for path, _ in gaps(found)] == ["DBInstanceClass"]


def test_databases_share_what_the_users_leave_behind(read):
    # 4.6 GB in two databases and a cluster; a replica holds what its source holds
    others = SMALL.replace("It:", "Other:") + AURORA.replace("It:", "Member:")
    (alone,), (shared,) = (
        [each for each in read(t) if getattr(each, "price", "") == "rds.backup"] for t in (SMALL, SMALL + others)
    )
    assert float(alone.terms["stored"]) == pytest.approx(4.6 * (1 + 0.03 * 7))
    assert float(shared.terms["stored"]) == pytest.approx(4.6 / 3 * (1 + 0.03 * 7))
