"""A dashboard as a picture: every widget at its place, with what was read, in both languages."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from workbook.deploy.dashboards import Metric, Reading, Widget, widgets_in
from workbook.lang import Lang
from workbook.render import dashboard
from workbook.template.source import load_profile

UNTIL = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SINCE = UNTIL - timedelta(minutes=15)


def metric(name: str, statistic: str = "Sum") -> Metric:
    return Metric("Ours", name, (), statistic, 60)


def reading(*widgets: Widget, states: dict[str, str] | None = None, **values: list[float]) -> Reading:
    """Of metrics by their names, a value each minute up to now."""
    metrics = [each for widget in widgets for each in widget.metrics]
    points = {
        each: tuple((UNTIL - timedelta(minutes=at), value) for at, value in enumerate(values[each.name]))
        for each in metrics
        if each.name in values
    }
    return Reading(widgets, points, states or {}, SINCE, UNTIL)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """The figures that were drawn."""
    figures: list[Figure] = []
    keep = dashboard.drawn
    monkeypatch.setattr(dashboard, "drawn", lambda figure, words: figures.append(figure) or keep(figure, words))
    return figures


def titled(figure: Figure) -> dict[str, Axes]:
    return {axes.get_title(loc="left"): axes for axes in figure.axes}


def test_widgets_stand_as_in_the_grid_of_the_template(drawn: list[Figure]) -> None:
    widgets = widgets_in(load_profile("standard"))
    plot = dashboard.draw_dashboard(reading(*widgets), Lang.EN)

    (figure,) = drawn
    boxes = {title: axes.get_position() for title, axes in titled(figure).items()}
    assert set(boxes) == {widget.title for widget in widgets}
    for first in widgets:
        for second in widgets:
            if first.y + first.height <= second.y:
                assert boxes[first.title].y0 > boxes[second.title].y1
            if first.x + first.width <= second.x and first.y == second.y:
                assert boxes[first.title].x1 < boxes[second.title].x0
    assert Image.open(io.BytesIO(plot.png)).size[0] == 1210


def test_lines_hold_what_was_read_and_stay_apart_without_colours(drawn: list[Figure]) -> None:
    widget = Widget("Errors", 0, 0, 24, 6, (metric("4XX"), metric("5XX")))
    plot = dashboard.draw_dashboard(reading(widget, **{"4XX": [1, 4], "5XX": [0, 2000]}), Lang.ES)

    first, second = titled(drawn[0])["Errors"].get_lines()
    assert list(first.get_ydata()) == [1, 4]
    assert (first.get_linestyle(), first.get_marker()) != (second.get_linestyle(), second.get_marker())
    assert plot.words == "Errors: 4XX de 1 a 4, 5XX de 0 a 2k"


def test_where_nothing_was_read_it_says_so(drawn: list[Figure]) -> None:
    plot = dashboard.draw_dashboard(reading(Widget("CPU", 0, 0, 24, 6, (metric("CPU"),))), Lang.ES)

    assert plot.words == "CPU: sin datos"
    assert [text.get_text() for text in titled(drawn[0])["CPU"].texts] == ["sin datos"]


def test_alarms_say_their_state_in_words(drawn: list[Figure]) -> None:
    names = ("InventoryObservability-TaskCpu9F0FC622-F7502B35FC80D", "Other")
    widget = Widget("Alarms", 0, 0, 24, 3, alarms=names)
    plot = dashboard.draw_dashboard(reading(widget, states={names[0]: "ALARM", "Other": "OK"}), Lang.EN)

    assert [text.get_text() for text in titled(drawn[0])["Alarms"].texts] == ["TaskCpu", "ALARM", "Other", "OK"]
    assert plot.words == "Alarms: 1 of 2 raised (TaskCpu)"


@pytest.mark.parametrize(
    ("metrics", "labels"),
    [
        ([metric("A"), metric("B")], ["A", "B"]),
        ([metric("A", "p50"), metric("A", "p95")], ["p50", "p95"]),
        ([metric("A", "p50"), metric("A", "p95"), metric("B", "p50")], ["A p50", "A p95", "B p50"]),
    ],
)
def test_labels_are_what_tells_metrics_apart(metrics: list[Metric], labels: list[str]) -> None:
    assert dashboard.labels_of(metrics) == labels


def test_equal_readings_give_equal_pictures() -> None:
    widget = Widget("CPU", 0, 0, 24, 6, (metric("CPU"),))
    one, two = (dashboard.draw_dashboard(reading(widget, CPU=[3, 5]), Lang.EN) for _ in range(2))

    assert one == two
