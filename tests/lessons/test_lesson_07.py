"""Answers of lesson 7; each typical wrong one is told its misconception."""

from __future__ import annotations

import json

import pytest

from workbook.deploy.logs import LogLine
from workbook.grade.encoding import decode, encode
from workbook.lang import Text
from workbook.lessons import lesson_07
from workbook.lessons.answers import NOTHING_CHANGED
from workbook.lessons.check import check
from workbook.template.edit import Edit, load_edited, put
from workbook.template.model import Resource
from workbook.template.source import load_profile

OF_THE_DATABASE = {"DatabaseConnections", "DatabaseCpuAA74764B", "DatabaseMemory", "DatabaseStorage"}


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


def test_the_alarms_of_a_silent_database_are_its_own() -> None:
    assert check("07.1", OF_THE_DATABASE)


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (set(), lesson_07._SILENCE_IS_NO_PEACE),
        ({"DatabaseConnectionsA9C43368"}, lesson_07._EACH_METRIC_IS_GONE),
        (OF_THE_DATABASE | {"TaskCpu", "TaskMemory", "MissingTasks"}, lesson_07._OTHERS_SPEAK),
        (OF_THE_DATABASE | {"SlowResponses"}, lesson_07._NOT_BREACHING),
        (OF_THE_DATABASE | {"TaskCpu"}, lesson_07._OTHER_ALARMS),
    ],
)
def test_wrong_ideas_of_silence(answer: object, thought: Text) -> None:
    assert told("07.1", answer) == thought


def alarm(metric: str) -> Resource:
    (found,) = [each for each in load_profile("starter").resources() if each.get("MetricName") == metric]
    return found


def slow(name: str, value: object) -> Edit:
    return put(alarm("TargetResponseTime").evidence(name), value)


def test_two_bad_minutes_of_five() -> None:
    assert check("07.2", load_edited(slow("DatapointsToAlarm", 2), profile="starter"))


@pytest.mark.parametrize(
    ("edits", "thought"),
    [
        ([], NOTHING_CHANGED),
        ([slow("EvaluationPeriods", 2), slow("DatapointsToAlarm", 2)], lesson_07._LOOKS_BACK_LESS),
        ([slow("Threshold", 0.5)], lesson_07._ANOTHER_QUESTION),
        ([slow("DatapointsToAlarm", 1)], lesson_07._ANOTHER_COUNT),
        ([slow("TreatMissingData", "breaching")], lesson_07._OTHER_PROPERTY),
        (
            [
                slow("DatapointsToAlarm", 2),
                put(alarm("HTTPCode_ELB_5XX_Count").evidence("DatapointsToAlarm"), 2),
            ],
            lesson_07._ANOTHER_ALARM,
        ),
    ],
)
def test_other_changes_of_an_alarm(edits: list[Edit], thought: Text) -> None:
    assert told("07.2", load_edited(*edits, profile="starter")) == thought


CALM, ONE, TWO = {"A": "OK", "B": "OK"}, {"A": "ALARM", "B": "OK"}, {"A": "ALARM", "B": "ALARM"}


def test_one_alarm_and_no_other() -> None:
    assert check("07.3", (CALM, ONE))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ((CALM, CALM), lesson_07._NOBODY_HEARS),
        ((CALM, TWO), lesson_07._SEVERAL_RING),
        ((ONE, TWO), lesson_07._STILL_RINGING),
        ((ONE, ONE), lesson_07._STILL_RINGING),
        (ONE, lesson_07._TWO_STATES),
        ({"A"}, lesson_07._TWO_STATES),
    ],
)
def test_other_states_of_alarms(answer: object, thought: Text) -> None:
    assert told("07.3", answer) == thought


def line(log: str, message: object) -> LogLine:
    return LogLine(1, log, "s", message if isinstance(message, str) else json.dumps(message), "e")


BALANCER = line("balancer", {"trace_id": "Root=1", "target_processing_time": 1.7})
REQUEST = line("application", {"trace": "Root=1", "request_id": "r", "milliseconds": 1700})
QUERY = line("application", {"request_id": "r", "sql": "SELECT a FROM b WHERE c = %s"})
DATABASE = line(
    "database", "2026-11-30 08:58:44 UTC:[7]:LOG:  duration: 1613 ms  statement: SELECT a\n FROM b WHERE c = 1"
)
EDGE = line("edge", {"x-edge-request-id": "x", "sc-status": "200"})


def test_lines_that_lead_from_one_to_the_next_prove_where_the_time_went() -> None:
    assert check("07.4", [DATABASE, QUERY, REQUEST, BALANCER])
    assert check("07.4", (BALANCER, REQUEST, QUERY, DATABASE, line("database", "checkpoint")))


def test_lines_are_handed_over_to_whoever_grades_them() -> None:
    assert decode(encode([BALANCER, DATABASE])) == [BALANCER, DATABASE]


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ([EDGE, BALANCER, REQUEST], lesson_07._NOT_BY_THE_EDGE),
        ([REQUEST, QUERY, DATABASE], lesson_07._NO_BALANCER),
        ([BALANCER, QUERY, DATABASE], lesson_07._NO_REQUEST),
        ([BALANCER, line("a", {"trace": "Root=2", "request_id": "r"}), QUERY, DATABASE], lesson_07._TWO_REQUESTS),
        ([BALANCER, REQUEST, DATABASE], lesson_07._NO_QUERY),
        ([BALANCER, REQUEST, QUERY], lesson_07._NO_DATABASE),
        ([BALANCER, REQUEST, line("a", {"request_id": "other", "sql": "SELECT a"}), DATABASE], lesson_07._NO_CHAIN),
        ([BALANCER, REQUEST, line("a", {"request_id": "r", "sql": "SELECT other"}), DATABASE], lesson_07._NO_CHAIN),
        ([], lesson_07._LINES),
        ("SELECT", lesson_07._LINES),
        ([BALANCER.message], lesson_07._LINES),
    ],
)
def test_lines_that_prove_less(answer: object, thought: Text) -> None:
    assert told("07.4", answer) == thought
