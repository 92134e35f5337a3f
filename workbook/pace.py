"""Keep the time of large analyses in proportion to their size."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Content = TypeVar("Content", str, bytes)
Result = TypeVar("Result")

_KEPT = 64  # as many as a few sources have templates
_LARGEST = 1024**2  # CloudFormation takes no template that is larger


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


def remembering(work: Callable[[Content, str], Result]) -> Callable[[Content, str], Result]:
    """The same function of a text and where it stands, which works once for the latest texts, but for large ones.

    A source is read again for each of its copies with some places changed, and most of it is as it was.
    """
    kept = lru_cache(maxsize=_KEPT)(work)

    @wraps(work)
    def remembered(content: Content, where: str) -> Result:
        return kept(content, where) if len(content) <= _LARGEST else work(content, where)

    return remembered
