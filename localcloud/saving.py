"""The state of the cloud on disk: what has changed is written every few seconds, and when the cloud ends."""

from __future__ import annotations

import copy
import hashlib
import logging
import pickle
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType, NoneType, SimpleNamespace
from typing import Any, Protocol

from localcloud.storage import Reserve, told, write_whole

_log = logging.getLogger(__name__)

State = Callable[[], Any]
"""Gives a copy of what a service holds, made of data that stand in its module."""

_NO_DATA = (BuiltinFunctionType, ModuleType, NoneType, type, type(threading.Lock()), type(threading.RLock()))
_ATTEMPTS = 20
"""To copy what others change meanwhile."""

_LOOK_PAUSE, _WRITE_PAUSE = 50, 10
"""Times that looking at a service, and writing it, have taken, have to pass until it is looked at again."""


class Kept(Protocol):
    """Something else that is written when it has changed."""

    def save(self) -> None:
        """Write it.

        Raises:
            OSError: it could not be written.
        """


class BusyError(Exception):
    """A service is changed too often to be copied."""


@dataclass
class Saver:
    """Writes services, and what else there is, when they are not as they were last written."""

    folder: Path
    reserve: Reserve
    others: Sequence[Kept]
    services: Callable[[], Mapping[str, State]]
    encode: Callable[[str, Any], bytes]
    """What is to stand in the file of a service."""

    _written: dict[str, bytes] = field(default_factory=dict)
    _due: dict[str, float] = field(default_factory=dict)
    _failed: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def save(self, *, is_last: bool = False) -> None:
        """Write what has changed; where that fails, say so once, and try again the next time."""
        with self._lock:
            try:
                for each in self.others:
                    each.save()
                for name, state in self.services().items():
                    if is_last or time.monotonic() >= self._due.get(name, 0):
                        self._save(name, state)
                self.reserve.keep()
            except OSError as error:
                self._tell(error)
            else:
                self._tell(None)

    def last_word(self) -> str:
        """What is lost where the last state could not be written; empty where it was."""
        return f"{self._failed} is lost" if self._failed else ""

    def _save(self, name: str, state: State) -> None:
        begun = time.thread_time()
        now = _fingerprint(state)
        looked = time.thread_time() - begun
        try:
            if now is None or now != self._written.get(name):
                self._write(name, state)
                self._written[name] = now or b""
        except BusyError as error:
            _log.warning("%s; it is written the next time", error)
        wrote = time.thread_time() - begun - looked
        self._due[name] = time.monotonic() + max(_LOOK_PAUSE * looked, _WRITE_PAUSE * wrote)

    def _write(self, name: str, state: State) -> None:
        copied = _copied(state)
        if copied is not None:  # as that of a module that could not be imported, whose file stays
            write_whole(self.folder / f"{name}.json", self.encode(name, copied), mode=0o600)

    def _tell(self, error: OSError | None) -> None:
        if error and not self._failed:
            self.reserve.give_up()
            self._failed = f"{told(error)}; what has changed since {time.strftime('%H:%M:%S')}"
            _log.error("%s is in memory alone; make room, and it is written", self._failed)
        elif self._failed and not error:
            self._failed = ""
            _log.warning("everything is written again")


def _fingerprint(state: State) -> bytes | None:
    """Of all that a state is made of, taken without a copy of it; None where it cannot be."""
    digest = hashlib.blake2b(digest_size=16)
    if not isinstance(state, FunctionType):
        return None
    try:
        for data in _parts(state, set()):
            pickle.Pickler(SimpleNamespace(write=digest.update)).dump(data)
    except (pickle.PicklingError, TypeError, RuntimeError, AttributeError):
        return None
    return digest.digest()


def _parts(state: FunctionType, seen: set[str]) -> Iterator[Any]:
    """The data that a function names, also through functions of its module."""
    for name in sorted({*_names(state.__code__)} - seen):
        seen.add(name)
        value = state.__globals__.get(name)
        if isinstance(value, FunctionType):
            yield from _parts(value, seen)
        elif not isinstance(value, _NO_DATA):
            yield [each() if callable(each) else each for pair in value for each in pair] if _is_lazy(value) else value


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)


def _is_lazy(value: Any) -> bool:
    """Whether it is a table of functions that give stores."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], tuple) and callable(value[0][0])


def _copied(state: State) -> Any:
    """A copy made faster than by the service itself, and in one go, so that nobody changes it meanwhile.

    Raises:
        BusyError: it changes whenever it is looked through.
    """
    if not isinstance(state, FunctionType):
        return state()
    quick = FunctionType(state.__code__, {**state.__globals__, "copy": SimpleNamespace(deepcopy=_copy, copy=copy.copy)})
    for _ in range(_ATTEMPTS):
        try:
            return quick()
        except RuntimeError:
            time.sleep(0.001)
    raise BusyError(f"{state.__module__} changes too often to be copied")


def _copy(value: Any) -> Any:
    try:
        return pickle.loads(pickle.dumps(value))  # noqa: S301 - of this process
    except (pickle.PicklingError, TypeError, AttributeError):
        return copy.deepcopy(value)
