from __future__ import annotations

from dataclasses import replace

import pytest

from localcloud.scaling.decision import Now, Tracking, decide

CPU = Tracking("cpu", target=60, period=60, out_after=30, in_after=300)
MEMORY = replace(CPU, name="memory", target=75)
NOW = Now(count=2, minimum=2, maximum=6)


@pytest.mark.parametrize(
    ("values", "current", "wanted"),
    [
        ([90.0, 90.0, 90.0], 2, 3),
        ([61.0, 61.0, 61.0], 2, 3),  # any value above the target needs one more
        ([200.0, 70.0, 150.0], 2, 5),  # the last one says how many
        ([90.0, 60.0, 90.0], 2, 2),  # one of three was not above it
        ([90.0, None, 90.0], 2, 2),
        ([90.0, 90.0], 2, 2),
        ([30.0] * 15, 4, 2),
        ([30.0] * 14 + [50.0], 4, 4),  # the highest of them says how many
        ([30.0] * 14 + [54.0], 4, 4),  # not well below
        ([30.0] * 14, 4, 4),  # not for long enough
        ([30.0] * 14 + [None], 4, 4),
        ([0.0] * 15, 4, 0),
        ([], 2, 2),
    ],
)
def test_a_policy_holds_its_metric_at_the_target(values: list[float | None], current: int, wanted: int) -> None:
    assert CPU.wanted(values, current) == wanted


def test_a_policy_of_20_seconds_grows_within_a_minute_and_shrinks_as_slowly() -> None:
    fine = replace(CPU, period=20)

    assert fine.wanted([None] * 42 + [90.0] * 3, 2) == 3
    assert fine.wanted([30.0] * 44, 4) == 4
    assert fine.wanted([30.0] * 45, 4) == 2


@pytest.mark.parametrize(
    ("now", "wants", "count", "by"),
    [
        (NOW, [(CPU, 3), (MEMORY, 2)], 3, "cpu"),
        (NOW, [(CPU, 3), (MEMORY, 4)], 4, "memory"),
        (NOW, [(CPU, 9)], 6, "cpu"),
        (replace(NOW, since_growth=29), [(CPU, 3)], 2, None),
        (replace(NOW, since_growth=30, since_shrinking=1, is_deploying=True), [(CPU, 3)], 3, "cpu"),
        (replace(NOW, count=6), [(CPU, 9)], 6, None),
        (replace(NOW, count=5), [(CPU, 3), (MEMORY, 4)], 4, "memory"),
        (replace(NOW, count=5), [(CPU, 3), (MEMORY, 5)], 5, None),
        (replace(NOW, count=5), [(CPU, 3), (replace(MEMORY, may_shrink=False), 4)], 3, "cpu"),
        (replace(NOW, count=5), [(replace(CPU, may_shrink=False), 3)], 5, None),
        (replace(NOW, count=5), [(CPU, 0)], 2, "cpu"),
        (replace(NOW, count=5, since_shrinking=299), [(CPU, 3)], 5, None),
        (replace(NOW, count=5, is_deploying=True), [(CPU, 3)], 5, None),
        (NOW, [(CPU, 1)], 2, None),
        (NOW, [], 2, None),
    ],
)
def test_a_service_grows_when_one_policy_wants_it_and_shrinks_when_all_do(
    now: Now, wants: list[tuple[Tracking, int]], count: int, by: str | None
) -> None:
    decided, policy = decide(now, wants)

    assert (decided, policy and policy.name) == (count, by)
