from __future__ import annotations

from collections.abc import Callable

import pytest

from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import AuditReport, Finding, Group, Outcome, Rule, RuleResult, Saving, Verdict
from workbook.graph.model import Coverage
from workbook.lang import Lang, Text, same
from workbook.render.compliance import audit_table, counts_line, demand_table, fault_tables, requirement_table
from workbook.template.model import Evidence, LogicalId, StackName, Unknown, Value

STACK, DATABASE = StackName("Shop"), LogicalId("Database")


def place(path: str, value: Value) -> Evidence:
    return Evidence(STACK, DATABASE, f"Resources.Database.Properties.{path}", value)


def rule(rule_id: str, title: str, requirement: Text, group: Group = Group.DATABASE) -> Rule:
    def nothing(_: object) -> tuple[Finding, ...]:
        return ()

    return Rule(rule_id, group, same(title), requirement, same("It matters."), same("Change it."), nothing)


ENGINE = RuleResult(
    rule("DB-01", "The database is PostgreSQL", DEMANDS["postgresql"]),
    Verdict(Outcome.COMPLIANT, (place("Engine", "postgres"), place("EngineVersion", "18"), place("Port", "5432"))),
)
STANDBY = RuleResult(
    rule("DB-02", "The database has a standby", DEMANDS["multi-az"]),
    Verdict(Outcome.NON_COMPLIANT, (place("MultiAZ", "false"),), same("MultiAZ is false")),
)
SAVED_STANDBY = RuleResult(
    STANDBY.rule, STANDBY.verdict, Saving(("DB-02",), same("One zone."), same("No failover."), same("Pay."))
)
ENCRYPTED = RuleResult(
    rule("DB-05", "The storage is encrypted", good_practice(en="disks are lost.", es="se pierden discos.")),
    Verdict(Outcome.NOT_APPLICABLE, (place("StorageEncrypted", Unknown("Secure", same("no default"))),), same("?")),
)
ACCESS = RuleResult(
    rule("SEC-01", "Only tasks reach the database", DEMANDS["database access"], Group.SECURITY),
    Verdict(Outcome.NOT_APPLICABLE, (), same("the template has no tasks")),
)


def report(*results: RuleResult) -> AuditReport:
    return AuditReport("shop", results, Coverage(1, 1, 0, 0))


@pytest.mark.parametrize("lang", Lang)
def test_the_whole_report_reads_well(golden: Callable[[str, str], None], lang: Lang) -> None:
    page = audit_table(report(ENGINE, STANDBY, ENCRYPTED, ACCESS), lang)

    golden(f"compliance.{lang}.txt", f"{page!r}\n")


def test_rules_stand_below_their_sentence_and_good_practice_comes_last() -> None:
    rows = requirement_table([ENCRYPTED, STANDBY, ENGINE], Lang.EN).rows

    assert [row[0] or row[1] for row in rows] == [
        "“The database is RDS PostgreSQL.”",
        "✔ DB-01",
        "“The database is deployed in several availability zones (Multi-AZ).”",
        "✘ DB-02",
        "Good practice, beyond the brief",
        "– DB-05",
    ]


def test_a_proof_is_the_first_place_and_the_number_of_the_others() -> None:
    *_, (_, _, proof) = requirement_table([ENGINE], Lang.EN).rows

    assert proof == "Shop/Database Engine = postgres (and 2 more)"


def test_a_place_where_nothing_stands_is_said_to_be_left_out() -> None:
    absent = RuleResult(ENGINE.rule, Verdict(Outcome.COMPLIANT, (place("Tags", None),)))
    *_, (_, _, proof) = requirement_table([absent], Lang.EN).rows

    assert proof == "Shop/Database Tags is left out"


def test_rules_that_find_nothing_to_judge_for_the_same_reason_share_a_row() -> None:
    other = RuleResult(rule("SEC-09", "Another", DEMANDS["https"], Group.SECURITY), ACCESS.verdict)

    assert requirement_table([ACCESS, other], Lang.EN).rows == (
        ("", "Nothing to judge", ""),
        ("–", "SEC-01, SEC-09", "the template has no tasks"),
    )


@pytest.mark.parametrize(("result", "reason"), [(STANDBY, "MultiAZ is false"), (ACCESS, "the template has no tasks")])
def test_what_does_not_hold_gives_its_reason_instead_of_a_proof(result: RuleResult, reason: str) -> None:
    *_, (_, _, proof) = requirement_table([result], Lang.EN).rows

    assert proof == reason


def test_a_demand_shows_how_many_of_its_rules_hold_and_which_do_not() -> None:
    second = RuleResult(rule("BACK-99", "Another", DEMANDS["postgresql"], Group.BACKEND), STANDBY.verdict)

    third = RuleResult(rule("BACK-98", "A third", DEMANDS["postgresql"], Group.BACKEND), ACCESS.verdict)

    assert demand_table([ENGINE, second, third], Lang.EN).rows == (
        ("✘", "The database is RDS PostgreSQL.", "1 of 3", "✘ BACK-99, – nothing to judge: 1"),
    )


def test_only_broken_rules_are_explained() -> None:
    (table,) = fault_tables([ENGINE, STANDBY, ENCRYPTED, ACCESS], Lang.EN)

    assert table.columns == ("✘ DB-02", "The database has a standby")
    assert dict(table.rows)["what to change"] == "Change it."


def test_a_fault_that_was_chosen_says_what_it_gives_up_and_how_to_undo_it() -> None:
    (table,) = fault_tables([SAVED_STANDBY], Lang.EN)

    words = dict(table.rows)
    assert (words["saved on purpose"], words["given up"], words["how to undo it"]) == (
        "One zone.",
        "No failover.",
        "Pay.",
    )
    assert "what to change" not in words


def test_the_report_ends_with_all_three_counts_and_the_coverage() -> None:
    assert counts_line(report(ENGINE, STANDBY, ENCRYPTED, ACCESS), Lang.EN).splitlines() == [
        "1 compliant, 1 non-compliant, 2 not applicable",
        "1 resource: 1 modelled, 0 ignored, 0 unsupported",
    ]
