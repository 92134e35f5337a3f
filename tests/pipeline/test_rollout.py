"""What programs meet while tables change under them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbook.pipeline.rollout import Program, Release, Schema, clashes, program, returning, schema, shipping

OLD = Release(program("old", ["name"], ["name"]), schema("before", ["name"], ["name"]))
NEW = Release(program("new", ["title"], ["title"]), schema("after", ["title"], ["title"]))
WIDE = schema("wide", ["name", "title"])
BOTH = Release(program("both", ["name"], ["name", "title"]), WIDE)
TURNED = Release(program("turned", ["title"], ["name", "title"]), WIDE)
ALONE = Release(program("alone", ["title"], ["title"]), WIDE)
CAREFUL = [OLD, BOTH, TURNED, ALONE, Release(ALONE.program, NEW.schema)]
COLUMNS = st.frozensets(st.sampled_from("abcd"))
RELEASES = st.builds(Release, st.builds(Program, st.text(), COLUMNS, COLUMNS), st.builds(Schema, st.text(), COLUMNS))


def test_a_rename_in_one_release_fails_in_either_order() -> None:
    first = clashes(shipping([OLD, NEW]))
    later = clashes(shipping([OLD, NEW], migrate_first=False))

    assert {(clash.program, clash.other) for clash in first if not clash.quiet} == {("old", "after")}
    assert {(clash.program, clash.other) for clash in later if not clash.quiet} == {("new", "before")}
    assert [clash.message.en for clash in first if not clash.quiet] == [
        "old uses name, which the schema “after” lacks",
        "old leaves title empty, which the schema “after” refuses",
    ]


def test_a_rename_in_small_releases_meets_nothing() -> None:
    assert clashes(shipping(CAREFUL)) == ()


def test_migrating_later_fails_for_what_the_migration_adds() -> None:
    found = clashes(shipping(CAREFUL, migrate_first=False))

    assert {(clash.program, clash.other) for clash in found} == {("both", "before")}


def test_two_programs_that_do_not_write_what_the_other_reads_clash_quietly() -> None:
    found = clashes(shipping([OLD, TURNED, ALONE]))

    assert [(clash.program, clash.other, clash.quiet) for clash in found] == [("turned", "old", True)]
    assert found[0].message.en == "turned reads title, and old writes rows without it"


def test_nothing_is_left_out_of_a_careful_rename() -> None:
    without = {each.program.name: [other for other in CAREFUL if other != each] for each in CAREFUL[1:4]}
    quiet = {name: {clash.quiet for clash in clashes(shipping(plan))} for name, plan in without.items()}

    assert quiet == {"both": {True}, "turned": {True}, "alone": {False}}


def test_what_took_a_column_away_cannot_go_back_beyond_the_program_that_uses_it() -> None:
    assert clashes(returning(CAREFUL[4], CAREFUL[3])) == ()
    assert {clash.quiet for clash in clashes(returning(CAREFUL[3], CAREFUL[1]))} == {True}
    assert False in {clash.quiet for clash in clashes(returning(CAREFUL[4], CAREFUL[2]))}


@given(st.lists(RELEASES, max_size=5))
def test_a_plan_that_ships_migrating_first_can_take_each_release_back(plan: list[Release]) -> None:
    if not clashes(shipping(plan)):
        assert not any(clashes(returning(new, old)) for old, new in pairwise(plan))
