"""Plots of cost: with units on every axis, and with hatches and line styles that stay apart in black and white."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
from numpy.typing import NDArray

from workbook.cost.estimate import Estimate
from workbook.cost.whatif.sweep import StepKind, Sweep
from workbook.lang import Lang, Text, money, quantity
from workbook.output import replace_file
from workbook.render.cost_words import SERVICES
from workbook.render.fonts import FONT_FILES
from workbook.render.theme import GREY, INK, REGULAR

WIDTH, HEIGHT = 8.6, 4.6
"""Inches; at 110 dots per inch a plot fills the column of a notebook."""
DPI = 110
BLUE, SKY, AMBER, OLIVE, GREY_GROUND, PALE, VIOLET, SAND = (
    "#1f4e80",
    "#9cc0de",
    "#e8a33d",
    "#7a9a3a",
    "#b9b9b9",
    "#d7e4ef",
    "#8c6bb1",
    "#f4d9a8",
)
STYLES: Mapping[str, tuple[str, str]] = {
    "AmazonRDS": (BLUE, ""),
    "AmazonEC2:NAT": (SKY, "//"),
    "AmazonECS": (AMBER, ".."),
    "AWSELB": (OLIVE, "xx"),
    "AmazonVPC": (GREY_GROUND, "\\\\"),
    "AmazonCloudWatch": (PALE, "oo"),
    "AmazonCloudFront": (VIOLET, "++"),
    "": (SAND, "--"),
    "AWSDataTransfer": (SKY, "||"),
    "AmazonS3": (OLIVE, "**"),
    "AmazonEC2": (AMBER, "OO"),
    "AWSLambda": (AMBER, "//.."),
    "AmazonApiGateway": (VIOLET, "\\\\.."),
    "AmazonLightsail": (SAND, "xx.."),
    "AmazonECR": (GREY_GROUND, "++.."),
    "AmazonRoute53": (PALE, "--.."),
    "AmazonSNS": (SAND, "||.."),
    "AWSSecretsManager": (SKY, "++oo"),
    "awskms": (PALE, "//oo"),
    "awswaf": (VIOLET, "--oo"),
}
"""Ground and hatch of each part of a bill, the same in every plot; no two share a hatch."""
UNKNOWN = (SAND, "||oo")
LINES = ("-", "--", "-.", ":")
MARKERS = ("o", "s", "^", "D")
MOST_PARTS = 6
"""A stack of more parts than this cannot be told apart; the rest is one part."""
JUMPS = (StepKind.TASKS, StepKind.CLASS)
"""Steps at which a curve jumps; at the others it only turns."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawn figure; `words` is what it says to somebody who cannot see it."""

    png: bytes
    words: str

    def __repr__(self) -> str:
        return self.words

    def _repr_png_(self) -> bytes:
        return self.png

    def save(self, path: Path) -> None:
        """Write the figure as PNG.

        Raises:
            OutputError: the file cannot be written.
        """
        replace_file(path, self.png)


def cost_curve(sweeps: Sequence[Sweep], lang: Lang) -> Plot:
    """Cost a month against users for one or more architectures, on logarithmic axes.

    Dotted lines stand where the first runs more tasks, or needs a larger database.
    """
    with canvas() as (figure, axes):
        for sweep, line, marker in zip(sweeps, cycle(LINES), cycle(MARKERS), strict=False):
            every = max(len(sweep.users) // 12, 1)
            axes.plot(sweep.users, sweep.total, line, color=INK, marker=marker, markevery=every, label=sweep.source)
        for step in (step for sweep in sweeps[:1] for step in sweep.steps if step.kind in JUMPS):
            axes.axvline(step.users, color=GREY, linestyle=":", linewidth=0.8)
        axes.set_xscale("log")
        axes.set_yscale("log")
        _money_axis(axes, lang, DAILY_USERS[lang])
        axes.legend(frameon=False)
        words = "; ".join(_ends(sweep, lang) for sweep in sweeps)
        return drawn(figure, words)


def cost_stack(sweep: Sweep, lang: Lang) -> Plot:
    """Cost a month against users, service upon service."""
    names, parts = _largest(sweep.services)
    with canvas() as (figure, axes):
        styles = [STYLES.get(name, UNKNOWN) for name in names]
        grounds = [ground for ground, _ in styles]
        areas = axes.stackplot(sweep.users, parts, labels=[_service(name, lang) for name in names], colors=grounds)
        for area, (_, hatch) in zip(areas, styles, strict=True):
            area.set_hatch(hatch)
            area.set_edgecolor(INK)
            area.set_linewidth(0.4)
        axes.set_xscale("log")
        axes.set_xlim(sweep.users[0], sweep.users[-1])
        _money_axis(axes, lang, DAILY_USERS[lang])
        handles, labels = axes.get_legend_handles_labels()
        axes.legend(handles[::-1], labels[::-1], frameon=False, bbox_to_anchor=(1.0, 1.0), loc="upper left")
        return drawn(figure, _ends(sweep, lang))


def cost_bars(estimates: Sequence[Estimate], lang: Lang) -> Plot:
    """Estimates side by side, each a bar of its services with the interval of the low and high assumptions."""
    by_service = [_by_service(estimate) for estimate in estimates]
    names = _order(by_service)
    titles = [_BAR[lang].format(source=e.source, users=quantity(e.users)[lang]) for e in estimates]
    with canvas() as (figure, axes):
        floor = [0.0] * len(estimates)
        for name in names:
            ground, hatch = STYLES.get(name, UNKNOWN)
            heights = [found.get(name, 0.0) for found in by_service]
            label = _service(name, lang)
            axes.bar(titles, heights, 0.62, floor, color=ground, hatch=hatch, edgecolor=INK, linewidth=0.5, label=label)
            floor = [low + height for low, height in zip(floor, heights, strict=True)]
        spans = [(float(e.total - e.low), float(e.high - e.total)) for e in estimates]
        axes.errorbar(range(len(floor)), floor, list(zip(*spans, strict=True)), fmt="none", ecolor=INK, capsize=5)
        for place, total in enumerate(floor):
            axes.annotate(f"{quantity(round(total))[lang]}", (place, total), (14, 2), textcoords="offset points")
        _money_axis(axes, lang, "")
        handles, labels = axes.get_legend_handles_labels()
        axes.legend(handles[::-1], labels[::-1], frameon=False, bbox_to_anchor=(1.0, 1.0), loc="upper left")
        sums = (money(each.total)[lang] for each in estimates)
        words = "; ".join(f"{title}: {total}" for title, total in zip(titles, sums, strict=True))
        return drawn(figure, f"{_MONTHLY[lang]}: {words}".replace("\n", " "))


def waterfall(start: tuple[str, float], steps: Sequence[tuple[str, float]], end: str, lang: Lang) -> Plot:
    """From one total to another: each step is a bar that hangs where the one before it ended; savings are negative."""
    names = [start[0], *(name for name, _ in steps), end]
    with canvas(HEIGHT + 0.32 * max(len(steps) - 6, 0)) as (figure, axes):
        level = start[1]
        axes.barh(names[0], level, color=BLUE, edgecolor=INK)
        _amount(axes, 0, level, level, lang)
        for place, (name, change) in enumerate(steps, start=1):
            ground, hatch = (SKY, "") if change <= 0 else (AMBER, "//")
            axes.barh(name, change, left=level, color=ground, hatch=hatch, edgecolor=INK, linewidth=0.6)
            _amount(axes, place, max(level, level + change), change, lang)
            level += change
        axes.barh(end, level, color=BLUE, edgecolor=INK)
        _amount(axes, len(names) - 1, level, level, lang)
        axes.invert_yaxis()
        axes.set_xlabel(_MONTHLY[lang])
        axes.set_xlim(0, start[1] * 1.15)
        ends = [f"{name} {_written(amount, lang)}" for name, amount in (start, (end, level))]
        between = [f"{name} {_written(change, lang, '+')}" for name, change in steps]
        return drawn(figure, f"{_MONTHLY[lang]}: {', '.join([ends[0], *between, ends[1]])}")


def plan_lines(hours: Sequence[float], on_demand: Sequence[float], plan: Sequence[float], lang: Lang) -> Plot:
    """On demand against a commitment over the part of the month in use, with the point where they meet."""
    with canvas() as (figure, axes):
        axes.plot(hours, on_demand, "-", color=INK, label=_ON_DEMAND[lang])
        axes.plot(hours, plan, "--", color=INK, label=_COMMITTED[lang])
        axes.set_ylim(0, None)
        meets = _meeting(hours, on_demand, plan)
        words = _APART[lang]
        if meets is not None:
            share, cost = meets
            label = _EQUAL[lang].format(share=quantity(round(share, 1))[lang])
            words = _MEET[lang].format(equal=label, usd=_written(cost, lang))
            axes.plot([share], [cost], MARKERS[0], color=INK)
            axes.annotate(label, (share, cost), (-8, 10), textcoords="offset points", ha="right")
        _money_axis(axes, lang, _IN_USE[lang])
        axes.legend(frameon=False, loc="lower right")
        return drawn(figure, words)


def _meeting(hours: Sequence[float], on_demand: Sequence[float], plan: Sequence[float]) -> tuple[float, float] | None:
    """Where the lines first meet: the part of the month, and the cost there; None where they do not."""
    points = list(zip(hours, on_demand, plan, strict=True))
    for (start, low, bought), (end, high, later) in pairwise(points):
        before, after = bought - low, later - high
        if before > 0 >= after:
            part = before / (before - after)
            return start + part * (end - start), bought + part * (later - bought)
    return None


@contextmanager
def canvas(height: float = HEIGHT) -> Iterator[tuple[Figure, Axes]]:
    """A figure in the workbook's type, without the edges that say nothing."""
    for file in FONT_FILES.values():
        font_manager.fontManager.addfont(str(file))
    with mpl.rc_context(
        {
            "font.family": REGULAR,
            "font.size": 10,
            "axes.edgecolor": GREY,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "hatch.linewidth": 0.6,
            "svg.hashsalt": "workbook",
        }
    ):
        figure = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
        yield figure, figure.subplots()


def drawn(figure: Figure, words: str) -> Plot:
    """A finished figure, with what it says in words."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return Plot(buffer.getvalue(), words)


def _money_axis(axes: Axes, lang: Lang, label: str) -> None:
    axes.set_ylabel(_MONTHLY[lang])
    axes.set_xlabel(label)
    shown = FuncFormatter(lambda value, _: quantity(value)[lang])
    axes.yaxis.set_major_formatter(shown)
    if axes.get_yscale() == "log":
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_minor_formatter(NullFormatter())
    if axes.get_xscale() == "log":
        axes.xaxis.set_major_formatter(shown)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)


def _amount(axes: Axes, place: int, right: float, amount: float, lang: Lang) -> None:
    axes.annotate(_written(amount, lang), (right, place), (5, 0), textcoords="offset points", va="center")


def _written(amount: float, lang: Lang, sign: str = "") -> str:
    words = f"{amount:{sign},.2f}"
    return words.translate(str.maketrans(",.", ".,")) if lang is Lang.ES else words


def _ends(sweep: Sweep, lang: Lang) -> str:
    first, last = (quantity(int(sweep.users[place]))[lang] for place in (0, -1))
    low, high = (quantity(round(float(sweep.total[place]), 2))[lang] for place in (0, -1))
    return _FROM_TO[lang].format(source=sweep.source, first=first, low=low, last=last, high=high)


def _largest(services: Mapping[str, Sequence[float] | NDArray[np.float64]]) -> tuple[list[str], list[list[float]]]:
    """The services of a stack, the largest at its right end first, with everything small as one."""
    names = sorted(services, key=lambda name: (-services[name][-1], name))
    parts = [list(services[name]) for name in names[:MOST_PARTS]]
    rest = [list(services[name]) for name in names[MOST_PARTS:]]
    if not rest:
        return names, parts
    return [*names[:MOST_PARTS], ""], [*parts, [sum(each) for each in zip(*rest, strict=True)]]


def _by_service(estimate: Estimate) -> dict[str, float]:
    found: dict[str, float] = {}
    for line in estimate.lines:
        if line.monthly is not None:
            found[line.price.part] = found.get(line.price.part, 0.0) + float(line.monthly)
    return found


def _order(by_service: Sequence[dict[str, float]]) -> list[str]:
    """The services of some bars, the largest first; what is small in all of them is one, under an empty name."""
    most = {name: max(found.get(name, 0.0) for found in by_service) for found in by_service for name in found}
    names = sorted(most, key=lambda name: (-most[name], name))
    for found in by_service:
        found[""] = sum(found.pop(name, 0.0) for name in names[MOST_PARTS:])
    return [*names[:MOST_PARTS], ""]


def _service(name: str, lang: Lang) -> str:
    return SERVICES[name][lang] if name in SERVICES else name


DAILY_USERS = Text(en="daily users", es="usuarios diarios")
_MONTHLY = Text(en="USD a month", es="USD al mes")
_BAR = Text(en="{source}\n{users} users", es="{source}\n{users}\nusuarios")
_ON_DEMAND = Text(en="on demand", es="bajo demanda")
_COMMITTED = Text(en="Savings Plan", es="plan de ahorro")
_IN_USE = Text(en="part of the month in which the tasks run, %", es="parte del mes en que funcionan las tareas, %")
_EQUAL = Text(en="equal at {share} %", es="iguales al {share} %")
_MEET = Text(
    en="on demand the cost of a task rises with the hours that it runs, under a Savings Plan it is flat; {equal} of the"
    " month, with {usd} USD a month",
    es="bajo demanda, el coste de una tarea crece con las horas que funciona; con un plan de ahorro es constante;"
    " {equal} del mes, con {usd} USD al mes",
)
_APART = Text(
    en="on demand and Savings Plan, which do not meet within a month",
    es="bajo demanda y plan de ahorro, que no se cruzan dentro de un mes",
)
_FROM_TO = Text(
    en="{source}, USD a month by daily users: {low} at {first}, {high} at {last}",
    es="{source}, USD al mes por usuarios diarios: {low} con {first}, {high} con {last}",
)
