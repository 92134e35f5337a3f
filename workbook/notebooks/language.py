"""The language of a notebook that runs: its edition says it once, in the environment, and everything follows."""

from __future__ import annotations

import os

from workbook.lang import Lang

VARIABLE = "WORKBOOK_LANG"


def spoken() -> Lang:
    """The language that the environment names; English where it names none that there is."""
    named = os.environ.get(VARIABLE, Lang.EN)
    return Lang(named) if named in list(Lang) else Lang.EN
