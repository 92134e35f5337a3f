"""Tables, pictures and plots of cost: what they show adds up, and equal input gives equal pictures."""

from __future__ import annotations

import itertools
from decimal import Decimal

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from workbook.cost.estimate import estimate
from workbook.cost.whatif.sway import sways
from workbook.cost.whatif.sweep import sweep
from workbook.graph.build import build_graph
from workbook.lang import Lang
from workbook.render import plots
from workbook.render.cost import comparison_page, estimate_page, groups
from workbook.render.cost_choices import sway_table, sweep_page, sweep_steps
from workbook.render.cost_words import SERVICES
from workbook.render.scene import Scene
from workbook.render.theme import TAG_GROUNDS
from workbook.render.views.cost import cost_scene
from workbook.template.source import PROFILES, load_profile

GRAPHS = {profile: build_graph(load_profile(profile)) for profile in PROFILES}


def tagged(scene: Scene) -> Decimal:
    return sum((Decimal(item.tag.text.split(" ")[0]) for item in scene.all_items() if item.tag), Decimal(0))


def rest(scene: Scene) -> Decimal:
    words = scene.footer.split(" ")
    return Decimal(words[-2]) if "cost" in words else Decimal(0)


@pytest.mark.parametrize("users", [100, 1000])
@pytest.mark.parametrize("profile", PROFILES)
def test_the_figures_of_the_picture_and_of_its_footer_are_the_total(profile: str, users: int) -> None:
    graph = GRAPHS[profile]
    found = estimate(graph, users)
    scene = cost_scene(graph, found, Lang.EN)

    assert abs(tagged(scene) + rest(scene) - found.total) < Decimal("0.10")  # each figure is rounded to a cent


def test_dearer_components_are_darker() -> None:
    graph = GRAPHS["standard"]
    tags = [item.tag for item in cost_scene(graph, estimate(graph, 100), Lang.EN).all_items() if item.tag]
    by_amount = sorted(tags, key=lambda tag: Decimal(tag.text.split(" ")[0]))

    assert [tag.level for tag in by_amount] == sorted(tag.level for tag in tags)
    assert {tag.level for tag in tags} == {0, 1, 3, 4}


def test_the_grounds_of_tags_darken_step_by_step_so_that_they_print_in_grey() -> None:
    def lightness(color: str) -> float:
        red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lights = [lightness(color) for color in TAG_GROUNDS]

    assert all(lighter - darker > 15 for lighter, darker in itertools.pairwise(lights))


@pytest.mark.parametrize("lang", Lang)
def test_every_line_of_an_estimate_is_in_its_table_or_named_below(lang: Lang) -> None:
    found = estimate(GRAPHS["standard"], 100)
    words = repr(estimate_page([found], lang)).replace("\n", " ")

    for group in groups(found.lines):
        name = group.first.charge.component.name[lang]
        assert " ".join(name.split()) in " ".join(words.split())


def test_a_comparison_has_a_column_for_each_estimate_and_their_totals() -> None:
    found = [estimate(graph, 100) for graph in GRAPHS.values()]
    table = comparison_page(found, Lang.EN).parts[0]

    assert not isinstance(table, str)
    assert len(table.columns) == 1 + len(found)
    assert table.rows[-2][1:] == tuple(f"{each.total:.2f}" for each in found)


def drawn(lang: Lang) -> dict[str, plots.Plot]:
    curve = sweep(GRAPHS["starter"])
    found = [estimate(graph, 100) for graph in GRAPHS.values()]
    return {
        "curve": plots.cost_curve([curve], lang),
        "stack": plots.cost_stack(curve, lang),
        "bars": plots.cost_bars(found, lang),
        "waterfall": plots.waterfall(("a", 10.0), [("b", -4.0), ("c", 1.5)], "d", lang),
        "plan": plots.plan_lines([0, 100], [0, 9.0], [7.2, 7.2], lang),
    }


@pytest.mark.parametrize("lang", Lang)
def test_equal_input_draws_equal_plots_that_say_in_words_what_they_show(lang: Lang) -> None:
    first, second = drawn(lang), drawn(lang)

    assert {name: plot.png for name, plot in first.items()} == {name: plot.png for name, plot in second.items()}
    assert all(plot.words and plot.png.startswith(b"\x89PNG") for plot in first.values())


def test_parts_of_a_bill_differ_by_hatch_and_not_by_colour_alone() -> None:
    hatches = ["".join(sorted(set(hatch))) for _, hatch in (*plots.STYLES.values(), plots.UNKNOWN)]

    assert len(set(hatches)) == len(hatches)


def test_every_part_of_a_bill_has_its_name_and_its_style() -> None:
    assert plots.STYLES.keys() == SERVICES.keys()


def test_a_part_of_a_bill_looks_the_same_in_every_plot(monkeypatch: pytest.MonkeyPatch) -> None:
    figures: list[Figure] = []
    monkeypatch.setattr(plots, "drawn", lambda figure, _: figures.append(figure))
    for graph in GRAPHS.values():
        plots.cost_stack(sweep(graph), Lang.EN)
        plots.cost_bars([estimate(graph, 100)], Lang.EN)
    looks: dict[str, set[object]] = {}
    for figure in figures:
        handles, labels = figure.axes[0].get_legend_handles_labels()
        for handle, label in zip(handles, labels, strict=True):
            patch = handle if isinstance(handle, PolyCollection) else handle.patches[0]
            ground = np.ravel(patch.get_facecolor())
            looks.setdefault(label, set()).add((to_hex(ground), patch.get_hatch() or ""))

    assert SERVICES["AmazonEC2:NAT"].en in looks
    assert {name for name, found in looks.items() if len(found) > 1} == set()


@pytest.mark.parametrize(
    ("plan", "words"),
    [([7.2, 7.2], "equal at 80 % of the month, with 7.20 USD a month"), ([9.5, 9.5], "do not meet within a month")],
)
def test_the_plot_of_a_plan_says_where_it_pays(plan: list[float], words: str) -> None:
    assert plots.plan_lines([0, 100], [0, 9.0], plan, Lang.EN).words.endswith(words)


def test_a_table_with_many_numbers_is_one_in_a_notebook_too() -> None:
    words = estimate_page([estimate(GRAPHS["standard"], 100)], Lang.EN)._repr_markdown_()

    assert "\n|---|---|---|--:|--:|--:|\n" in words


@pytest.mark.parametrize("lang", Lang)
def test_the_changes_along_a_sweep_are_the_same_table_alone_and_on_the_page(lang: Lang) -> None:
    curve = sweep(GRAPHS["standard"])

    assert sweep_steps(curve, lang) in sweep_page([curve], lang).parts


def test_a_table_of_assumptions_shows_each_with_its_interval_and_its_source() -> None:
    [first, *_] = found = sways(GRAPHS["standard"], 1000)[:3]

    rows = sway_table(found, Lang.EN).rows

    assert len(rows) == len(found)
    assert rows[0][0] == first.assumption.meaning.en
    assert rows[0][5:] == (f"{first.width:.2f}", first.assumption.source.en)
