"""Keep the time of large analyses in proportion to their size."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def without_collection(work: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """The same function with Python's cyclic garbage collector paused while it runs.

    The collector scans all live objects again and again while an analysis only adds to them, and finds nothing: at
    10,000 resources that was a third of the time. Reference counting goes on as ever.
    """

    @wraps(work)
    def paused(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return work(*args, **kwargs)
        finally:
            if was_on:
                gc.enable()

    return paused
