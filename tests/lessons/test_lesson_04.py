"""The answers are those of the snapshot; each typical wrong answer is told its misconception."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from workbook.cost.estimate import Settings, estimate
from workbook.cost.pricing import Line
from workbook.cost.whatif.best import combine, edits_of
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.weigh import Source
from workbook.lang import VARIABLE, Lang, Text
from workbook.lessons import answers, lesson_04
from workbook.lessons.check import check

STANDARD = Source(profile="standard")
GRAPH = STANDARD.edited(())
GROWTH = Source(profile="growth").edited(())
KNOWN = {alternative.id: alternative for alternative in ALTERNATIVES}


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


def changed(*names: str) -> object:
    return STANDARD.edited([edit for name in names for edit in edits_of(GRAPH, KNOWN[name])])


def name_of(line: Line) -> Text:
    return line.charge.component.name


def test_the_backups_of_growth_grow_most() -> None:
    few, many = (lesson_04.bill(GROWTH, users) for users in (100, 1000))
    backups = "backups beyond the free amount"

    assert {name: many[name] - few[name] for name in few}[backups] > (sum(many.values()) - sum(few.values())) / 2
    assert check("04.1", backups)
    assert check("04.1", {backups})


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ("Fargate vCPU", lesson_04._TASKS_ARE_IDLE),
        ("CloudFront Functions", lesson_04._EDGE_IS_FREE),
        ("logs written", lesson_04._LOGS_ARE_FREE),
        (lesson_04.ADDED_DISK, lesson_04._DISK_IS_LARGE),
        (lesson_04.GATEWAY, lesson_04._HOURS_DO_NOT_GROW),
        ("AmazonRDS", lesson_04._NO_LINE),
        ({lesson_04.GATEWAY, lesson_04.DATABASE}, lesson_04._ONE_LINE),
        ("load balancer capacity units", lesson_04._NOT_THE_LARGEST),
        (3, answers._NAMES),
    ],
)
def test_wrong_predictions_of_what_grows(answer: object, thought: Text) -> None:
    assert told("04.1", answer) == thought


@pytest.mark.parametrize("name", ["Fargate vCPU", "CloudFront Functions", "logs written", lesson_04.ADDED_DISK])
def test_what_is_said_not_to_grow_in_growth_does_not(name: str) -> None:
    few, many = (lesson_04.bill(GROWTH, users) for users in (100, 1000))
    assert few[name] == many[name]


def test_a_smaller_database_saves_the_difference_of_two_prices_with_a_standby() -> None:
    saving = estimate(GRAPH, 100).total - combine(STANDARD, [KNOWN["smaller-database"]], 100, Settings()).total

    assert saving == pytest.approx(Decimal("24.09"), abs=Decimal("0.02"))  # 730 h × (0.065 - 0.032) USD
    assert check("04.2", saving)
    assert check("04.2", 24.1)


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (11.68, lesson_04._STANDBY_FIRST),
        (23.36, lesson_04._WHAT_IT_COSTS),
        (47.45, lesson_04._STILL_THERE),
        (170.72, lesson_04._THE_TOTAL),
        (-24.09, lesson_04._SIGN),
        (10, lesson_04._NOT_THE_SAVING.format(users=100)),
        ("24.09", answers._NUMBER),
        (True, answers._NUMBER),
    ],
)
def test_wrong_savings(answer: object, thought: Text) -> None:
    assert told("04.2", answer) == thought


def test_the_wrong_lines_are_those_that_differ_from_the_meters() -> None:
    right, bill = lesson_04.bill(GRAPH), lesson_04.colleagues_bill()
    wrong = {name for name, amount in bill.items() if right[name] != amount}

    assert wrong == {lesson_04.DATABASE, lesson_04.ADDRESSES}
    assert (bill[lesson_04.DATABASE], right[lesson_04.DATABASE]) == (Decimal("46.72"), Decimal("47.45"))
    assert check("04.3", wrong)


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (set(), lesson_04._NOT_RIGHT),
        ({"the database"}, lesson_04._NO_LINES),
        ({lesson_04.ADDRESSES}, lesson_04._TWICE_THE_SINGLE),
        (lesson_04.DATABASE, lesson_04._EVERY_ZONE_AN_ADDRESS),
        ({lesson_04.DATABASE, lesson_04.BALANCER}, lesson_04._HOURS_ARE_RIGHT),
        ({lesson_04.GATEWAY}, lesson_04._NOT_THESE_LINES),
    ],
)
def test_wrong_suspicions_about_the_bill(answer: object, thought: Text) -> None:
    assert told("04.3", answer) == thought


def test_bills_have_the_names_of_the_language_of_the_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "es")
    right, bill = lesson_04.bill(GRAPH), lesson_04.colleagues_bill()

    assert bill["puerta de enlace NAT"] == right["puerta de enlace NAT"]
    assert check("04.3", {name for name, amount in bill.items() if right[name] != amount})


@pytest.mark.parametrize("count", ["", " (×2)", "\N{NO-BREAK SPACE}(×2)", " (x3)"])
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("case", [str, str.upper, str.capitalize])
def test_names_count_in_any_case_and_language_with_or_without_their_number(
    case: Callable[[str], str], lang: Lang, count: str
) -> None:
    written = {name.en: name[lang] for name in map(name_of, estimate(GROWTH, 1000).lines)}

    assert check("04.1", case(written["backups beyond the free amount"]) + count)
    assert check("04.3", {case(written[name]) + count for name in (lesson_04.DATABASE, lesson_04.ADDRESSES)})
    assert told("04.1", case(written[lesson_04.ADDED_DISK]) + count) == lesson_04._DISK_IS_LARGE
    assert told("04.3", case(written[lesson_04.BALANCER]) + count) == lesson_04._HOURS_ARE_RIGHT


def test_a_plan_pays_from_its_price_over_that_on_demand() -> None:
    # (0.5 × 0.0255 + 1 × 0.0028) / (0.5 × 0.03238 + 1 × 0.00356)
    assert check("04.4", Decimal("0.01555") / Decimal("0.01975"))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (0.2127, lesson_04._DISCOUNT),
        (78.7, lesson_04._PERCENT),
        (1.27, lesson_04._UPSIDE_DOWN),
        (1, lesson_04._ALWAYS),
        (0.5, lesson_04._NOT_THE_SHARE),
        (None, answers._NUMBER),
    ],
)
def test_wrong_break_evens(answer: object, thought: Text) -> None:
    assert told("04.4", answer) == thought


def test_the_budget_can_be_kept_with_the_standby_and_private_tasks() -> None:
    assert check("04.5", changed("one-nat", "smaller-database", "smaller-tasks"))


def test_a_combination_holds_the_graph_that_is_asked_for() -> None:
    chosen = [KNOWN[name] for name in ("one-nat", "smaller-database", "smaller-tasks")]

    assert check("04.5", combine(STANDARD, chosen, 100, Settings()))


def test_what_is_no_graph_is_told_which_graph_is_meant() -> None:
    assert told("04.5", ("one-nat", "smaller-database")) == lesson_04._GRAPH


@pytest.mark.parametrize(
    ("names", "thought"),
    [
        ((), lesson_04._NOTHING_CHANGED),
        (("one-nat", "single-az", "smaller-tasks"), lesson_04._STANDBY_GONE),
        (("public-tasks", "smaller-tasks"), lesson_04._TASKS_PUBLIC),
        (("one-nat",), lesson_04._TOO_DEAR.format(budget="120.00")),
    ],
)
def test_wrong_ways_to_keep_the_budget(names: tuple[str, ...], thought: Text) -> None:
    assert told("04.5", changed(*names)).en == thought.en
