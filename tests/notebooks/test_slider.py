"""The slider shows one figure for keeping, and follows its handle where a notebook runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from ipywidgets import VBox

from workbook.notebooks import slider
from workbook.notebooks.slider import STATIC, Slider
from workbook.render.plots import Plot


def figure(users: int) -> Plot:
    return Plot(png=str(users).encode(), words=f"{users} users")


def shown(monkeypatch: pytest.MonkeyPatch, prepare: Callable[[], None]) -> object:
    """The one thing that a slider displays."""
    displayed: list[object] = []
    monkeypatch.setattr(slider, "display", displayed.append)
    prepare()
    Slider(figure, (100, 1000), 1000)._ipython_display_()
    [only] = displayed
    return only


def test_what_is_kept_is_the_figure_itself_and_no_widget(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, lambda: monkeypatch.setenv(STATIC, "1")) == figure(1000)


def test_a_running_notebook_redraws_the_figure_when_the_handle_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    box = shown(monkeypatch, lambda: monkeypatch.delenv(STATIC, raising=False))
    assert isinstance(box, VBox)
    handle, picture = box.children
    assert picture.value == b"1000"

    handle.value = 100

    assert picture.value == b"100"


def test_a_slider_says_in_words_what_its_first_figure_shows() -> None:
    assert repr(Slider(figure, (100, 1000), 100)) == "100 users"
