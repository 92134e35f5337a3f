"""A slider over numbers of users: live in a notebook that runs, one figure where nothing runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from IPython.display import display

from workbook.lang import Lang, Text, spoken
from workbook.render.plots import Plot

STATIC = "WORKBOOK_STATIC"
"""The variable under which lessons are executed for their committed outputs: a figure can be kept, a widget cannot."""


@dataclass(frozen=True)
class Slider:
    """A figure for each of some numbers of users, and the one that is shown first."""

    draw: Callable[[int], Plot]
    sizes: Sequence[int]
    start: int
    lang: Lang = field(default_factory=spoken)

    def __repr__(self) -> str:
        return self.draw(self.start).words

    def _ipython_display_(self) -> None:
        """Show the figure, below a slider where there is somebody to move it."""
        if STATIC in os.environ:
            display(self.draw(self.start))  # type: ignore[no-untyped-call]  # IPython annotates in part
            return
        from ipywidgets import Image, SelectionSlider, VBox  # noqa: PLC0415 - needed only where a notebook runs

        picture = Image(value=self.draw(self.start).png)
        label = _USERS[self.lang]
        handle = SelectionSlider(options=list(self.sizes), value=self.start, description=label, continuous_update=False)
        handle.observe(lambda change: setattr(picture, "value", self.draw(change["new"]).png), names="value")
        display(VBox([handle, picture]))  # type: ignore[no-untyped-call]  # as above


_USERS = Text(en="users", es="usuarios")
