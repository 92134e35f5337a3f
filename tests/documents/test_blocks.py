"""What the blocks compute holds together."""

from __future__ import annotations

import ast
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from workbook import render
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.documents import alarms, decisions, modules, pictures, rates, sources, stage
from workbook.documents.blocks import BLOCKS
from workbook.documents.changes import difference
from workbook.documents.markers import fill, written_by_hand
from workbook.documents.pages import DOCS
from workbook.errors import SourceError
from workbook.lang import Lang
from workbook.render.catalogue import KINDS
from workbook.render.draw import to_svg
from workbook.render.views import View
from workbook.template.source import PROFILES


def amounts(table: str, column: int) -> list[Decimal]:
    """The numbers of one column of a table."""
    cells = [line.split("|")[column].strip() for line in table.splitlines()[2:] if line.startswith("|")]
    return [Decimal(cell) for cell in cells if cell.lstrip("-")[:1].isdigit()]


def test_a_page_is_filled_between_its_marks_and_nowhere_else() -> None:
    page = "a <!-- generated: n x y -->old<!-- end --> b\n<!-- generated: n -->\nold\n<!-- end -->\n"
    blocks = {"n": lambda lang, *words: f"{lang}{len(words)}"}

    filled = fill(page, blocks, Lang.ES, "page.md")

    assert filled == ("a <!-- generated: n x y -->es2<!-- end --> b\n<!-- generated: n -->\n\nes0\n\n<!-- end -->\n")
    assert fill(filled, blocks, Lang.ES, "page.md") == filled
    assert written_by_hand(filled) == "a  b\n\n"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<!-- generated: n -->", "no end"),
        ("<!-- generated: n --><!-- generated: n --><!-- end -->", "no end"),
        ("<!-- generated: absent --><!-- end -->", "expected one of n"),
    ],
)
def test_a_place_that_cannot_be_filled_is_named(page: str, said: str) -> None:
    with pytest.raises(SourceError, match=f"page.md: .*{said}"):
        fill(page, {"n": lambda _: ""}, Lang.EN, "page.md")


def test_no_picture_is_stale() -> None:
    assert [path.name for path in pictures.stale_pictures()] == [], "use make docs to draw them"


def test_a_picture_that_is_edited_or_missing_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(pictures.FOLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    edited, missing = tmp_path / "cost.svg", tmp_path / "network.es.svg"
    edited.write_text(edited.read_text(encoding="utf-8").replace("</svg>", "<g/></svg>"), encoding="utf-8")
    missing.unlink()

    assert {edited, missing} <= {*pictures.stale_pictures()}


def test_a_picture_is_drawn_as_it_lies_there() -> None:
    drawn = to_svg(pictures.picture(View.SECURITY, Lang.EN))

    assert pictures.file_of(View.SECURITY, Lang.EN).read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize("profile", PROFILES)
def test_every_type_of_a_part_is_called_by_a_name(profile: str) -> None:
    types = {each.type for part in modules.PARTS for each in modules.members(part, profile)}

    assert types - KINDS.keys() - modules._WITHOUT_ICON.keys() == set()


def test_the_modules_that_draw_are_those_that_drawing_imports() -> None:
    room = Path(render.__file__).parent
    found, wanted = set[str](), {"draw"}
    while wanted:
        name = wanted.pop()
        found.add(name)
        tree = ast.parse((room / f"{name}.py").read_text(encoding="utf-8"))
        imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        inside = {
            module.removeprefix("workbook.render.") for module in imported if module.startswith("workbook.render.")
        }
        wanted |= inside - found

    assert sorted(found) == list(pictures.DRAWING)


def test_every_alarm_has_first_steps_and_nothing_else_has() -> None:
    names = {alarms.name(alarm) for profile in PROFILES for alarm in alarms.alarms(profile)}

    assert names == set(alarms.RUNBOOKS)


def test_an_alarm_without_first_steps_is_refused() -> None:
    with pytest.raises(SourceError, match="Absent has no first steps"):
        alarms.runbook("Absent")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_resource_belongs_to_one_part(profile: str) -> None:
    belongs = [resource.id for part in modules.PARTS for resource in modules.members(part, profile)]

    assert sorted(belongs) == sorted(each.id for each in sources.graph(profile).assembly.resources())


def test_the_parts_cost_what_the_whole_costs() -> None:
    parts = sum(Decimal(modules.cost(Lang.EN, part)) for part in modules.PARTS)

    assert abs(parts - sources.priced("standard", sources.FIRST_STAGE).total) < Decimal("0.05")


def test_what_is_left_out_adds_up_to_the_difference_of_the_profiles() -> None:
    saved = sum(amounts(stage.left_out(Lang.EN), 2))
    profiles = [sources.priced(profile, sources.FIRST_STAGE).total for profile in ("standard", "starter")]

    assert abs(saved - (profiles[0] - profiles[1])) < Decimal("0.05")


def test_the_way_back_begins_with_the_cheapest_minute_and_ends_at_the_brief() -> None:
    road = stage.road(Lang.EN)
    totals, costs = amounts(road, 4), amounts(road, 3)

    assert totals[-1] == round(sources.priced("standard", sources.FIRST_STAGE).total, 2)
    assert abs(totals[0] - costs[0] - sources.priced("starter", sources.FIRST_STAGE).total) < Decimal("0.02")
    assert "standby in another zone" in road.splitlines()[2]


def test_a_choice_says_what_it_saves_breaks_and_touches() -> None:
    page = (DOCS / "design-decisions.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| database in one zone, without standby |"))

    assert "| 26.39 | [DB-02](reference/rules.md#db-02) |" in row
    assert row.endswith("| ~1 |")


@pytest.mark.parametrize("name", ["absent", "multi-az"])
def test_a_choice_that_cannot_be_made_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "weighed", lambda profile: sources.weighed(profile, ("multi-az",)))

    with pytest.raises(SourceError, match=name):
        decisions.choices(Lang.EN, name)


def test_a_rival_is_cheaper_up_to_where_the_curves_cross() -> None:
    table = decisions.designs(Lang.EN, "lambda", "lightsail")

    assert "| up to " in table
    assert "| at every number of users |" in table


def test_the_api_is_dearer_from_the_number_on_that_is_told() -> None:
    even = int(rates.ways_even(Lang.EN).replace(",", ""))
    balancer, api = (amounts(rates.ways_in(Lang.EN), column) for column in (2, 3))

    cheaper = [users for users, one, other in zip(rates.USERS, balancer, api, strict=True) if one < other]
    assert all((users > even) == (users in cheaper) for users in rates.USERS)


def test_two_designs_that_are_equal_need_no_change() -> None:
    own = sources.graph("standard")
    changed, _ = sources.changed("standard", ("one-nat",))

    assert str(difference(own, own).counted()) == "nothing"
    assert str(difference(own, changed).counted()) == "–2, ~1"
    assert str(difference(changed, own).counted()) == "+2, ~1"


def test_every_choice_that_adds_back_exists() -> None:
    assert set(stage._BACK) <= {each.id for each in ALTERNATIVES}


def test_blocks_of_no_argument_answer_in_both_languages() -> None:
    for name in ("stages", "load", "failure-outcomes", "databases", "versions", "gone-after", "budget", "undo"):
        english, spanish = (BLOCKS[name](lang) for lang in Lang)
        assert english.count("\n") == spanish.count("\n")
        assert english != spanish
