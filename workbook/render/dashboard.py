"""A dashboard as a picture: its widgets at their places, with lines that stay apart in black and white."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC
from itertools import cycle

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from workbook.deploy.dashboards import Metric, Reading, Widget
from workbook.lang import Lang, Text, quantity
from workbook.render.fonts import FONT_FILES
from workbook.render.plots import AMBER, BLUE, DPI, GREY_GROUND, LINES, MARKERS, VIOLET, Plot, drawn
from workbook.render.theme import GREY, INK, REGULAR, SEMIBOLD
from workbook.template.logical_ids import without_hash

_COLUMNS = 24
_WIDTH, _ROW = 11.0, 0.42
"""Inches: of the picture, and of a row of the grid."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 0.5, 0.12, 0.3, 0.3
"""Inches around the plot in a widget, for its title and what stands at its axes."""

_IN_A_ROW = 4
_ALARM, _OK = "ALARM", "OK"
_GROUNDS = {_ALARM: "#f2c4bd", _OK: "#dcebd3"}
_COLOURS = (BLUE, AMBER, VIOLET)
_STACK = re.compile(r"^\w+-(?=\w+-\w+$)")
_SUFFIX = re.compile(r"(?<=[0-9A-F]{8})-[0-9A-Z]+$")
_PREFIXES = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


def draw_dashboard(reading: Reading, lang: Lang) -> Plot:
    """Every widget of a dashboard where its template puts it, with what was read."""
    for file in FONT_FILES.values():
        font_manager.fontManager.addfont(str(file))
    rows = max(widget.y + widget.height for widget in reading.widgets)
    with mpl.rc_context({"font.family": REGULAR, "font.size": 8, "axes.edgecolor": GREY}):
        figure = Figure(figsize=(_WIDTH, rows * _ROW), dpi=DPI)
        for widget in reading.widgets:
            axes = figure.add_axes(_place(widget, rows))
            axes.set_title(widget.title, loc="left", fontsize=9, color=INK)
            if widget.alarms:
                _alarms(axes, widget, reading)
            else:
                _lines(axes, widget, reading, lang)
        return drawn(figure, _words(reading, lang))


def _place(widget: Widget, rows: int) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of the plot in a widget, in parts of the picture."""
    column, row = _WIDTH / _COLUMNS, _ROW
    left, bottom = widget.x * column + _LEFT, (rows - widget.y - widget.height) * row + _BOTTOM
    width, height = widget.width * column - _LEFT - _RIGHT, widget.height * row - _BOTTOM - _TOP
    return left / _WIDTH, bottom / (rows * row), width / _WIDTH, height / (rows * row)


def _alarms(axes: Axes, widget: Widget, reading: Reading) -> None:
    """A box for each alarm, with its state in words, so that it is seen without colours."""
    rows = -(-len(widget.alarms) // _IN_A_ROW)
    axes.set_xlim(0, _IN_A_ROW)
    axes.set_ylim(rows, 0)
    axes.axis("off")
    for place, name in enumerate(widget.alarms):
        row, column = divmod(place, _IN_A_ROW)
        state = reading.states.get(name, "")
        ground = _GROUNDS.get(state, GREY_GROUND)
        axes.add_patch(_box(column, row, ground))
        family, weight = (SEMIBOLD, "semibold") if state == _ALARM else (REGULAR, "normal")
        font = font_manager.FontProperties(family=family, weight=weight, size=8)
        axes.text(column + 0.06, row + 0.5, short_name(name), va="center", color=INK, fontproperties=font)
        axes.text(column + 0.94, row + 0.5, state, va="center", ha="right", color=INK, fontproperties=font)


def _box(column: int, row: int, ground: str) -> Rectangle:
    return Rectangle((column + 0.02, row + 0.1), 0.96, 0.8, facecolor=ground, edgecolor=GREY, linewidth=0.6)


def _lines(axes: Axes, widget: Widget, reading: Reading, lang: Lang) -> None:
    """The metrics of a widget over time, each with a line and a marker of its own."""
    labels = labels_of(widget.metrics)
    for metric, label, line, marker, colour in zip(
        widget.metrics, labels, cycle(LINES), cycle(MARKERS), cycle(_COLOURS), strict=False
    ):
        points = reading.points.get(metric, ())
        times, values = [time for time, _ in points], [value for _, value in points]
        axes.plot(times, values, line, color=colour, marker=marker, markersize=3, linewidth=1.2, label=label)  # type: ignore[arg-type]  # Matplotlib takes dates
    if not any(reading.points.get(metric) for metric in widget.metrics):
        axes.text(0.5, 0.5, _NO_DATA[lang], transform=axes.transAxes, ha="center", va="center", color=GREY)
    axes.set_xlim(reading.since, reading.until)  # type: ignore[arg-type]  # as above
    highest = max((value for metric in widget.metrics for _, value in reading.points.get(metric, ())), default=0.0)
    axes.set_ylim(0, 1.15 * highest or 1.0)
    axes.xaxis.set_major_locator(AutoDateLocator(tz=UTC, maxticks=5))  # type: ignore[no-untyped-call]  # Matplotlib's own
    axes.xaxis.set_major_formatter(DateFormatter("%H:%M", tz=UTC))  # type: ignore[no-untyped-call]  # as above
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _amount(value, lang)))
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if len(labels) > 1:
        axes.legend(frameon=False, fontsize=7, loc="upper left")


def labels_of(metrics: Sequence[Metric]) -> list[str]:
    """What tells the metrics of a widget apart: their names, their statistics, or both."""
    names = [metric.name for metric in metrics]
    statistics = [metric.statistic for metric in metrics]
    if len(set(names)) == len(names):
        return names
    if len(set(statistics)) == len(statistics):
        return statistics
    return [f"{name} {statistic}" for name, statistic in zip(names, statistics, strict=True)]


def short_name(alarm: str) -> str:
    """The name of an alarm without the stack before it, and without what CDK and CloudFormation add behind it.

    >>> short_name("InventoryObservability-TaskCpu9F0FC622-F7502B35FC80D")
    'TaskCpu'
    """
    return without_hash(_SUFFIX.sub("", _STACK.sub("", alarm)))


def _amount(value: float, lang: Lang) -> str:
    factor, prefix = next(((size, sign) for size, sign in _PREFIXES if abs(value) >= size), (1.0, ""))
    return f"{quantity(round(value / factor, 2))[lang]}{prefix}"


def _words(reading: Reading, lang: Lang) -> str:
    return "; ".join(_said(widget, reading, lang) for widget in reading.widgets)


def _said(widget: Widget, reading: Reading, lang: Lang) -> str:
    if widget.alarms:
        raised = [name for name in widget.alarms if reading.states.get(name) == _ALARM]
        names = ", ".join(map(short_name, raised)) or "–"
        return _RAISED[lang].format(title=widget.title, raised=len(raised), all=len(widget.alarms), names=names)
    parts = ", ".join(_ends(widget, reading, lang)) or _NO_DATA[lang]
    return f"{widget.title}: {parts}"


def _ends(widget: Widget, reading: Reading, lang: Lang) -> Iterator[str]:
    """Between which values each metric lay."""
    for metric, label in zip(widget.metrics, labels_of(widget.metrics), strict=True):
        values = [value for _, value in reading.points.get(metric, ())]
        if values:
            low, high = (_amount(value, lang) for value in (min(values), max(values)))
            yield _BETWEEN[lang].format(label=label, low=low, high=high)


_NO_DATA = Text(en="no data", es="sin datos")
_BETWEEN = Text(en="{label} {low} to {high}", es="{label} de {low} a {high}")
_RAISED = Text(en="{title}: {raised} of {all} raised ({names})", es="{title}: {raised} de {all} activas ({names})")
