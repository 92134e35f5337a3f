from __future__ import annotations

import copy
import errno
import json
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from localcloud.saving import Saver
from localcloud.storage import Reserve, told, write_whole
from localcloud.store import Store

_things: dict[str, Any] = {}
_lazy: dict[str, Any] = {}
_counts: list[int] = []
_lock = threading.Lock()
_STORES = ((lambda: _lazy, "lazy"),)


def things() -> Any:
    with _lock:
        return {"things": copy.deepcopy(_things), "counts": counts(), "lazy": [store() for store, _ in _STORES]}


def counts() -> list[int]:
    return list(_counts)


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Saved:
    """A saver of one service, and how often it was written."""

    def __init__(self, folder: Path, state: Callable[[], Any] = things) -> None:
        self.file, self.times = folder / "one.json", 0
        self.store = Store(folder / "records.json")
        self.saver = Saver(folder, Reserve(folder / "reserve"), [self.store], lambda: {"one": state}, self.encode)

    def encode(self, name: str, state: Any) -> bytes:
        self.times += 1
        return json.dumps({name: state}).encode()

    def again(self) -> int:
        self.saver.save(is_last=True)
        return self.times

    def holds(self) -> Any:
        return json.loads(self.file.read_text())["one"]


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    for each in (_things, _lazy, _counts):
        each.clear()
    return Saved(tmp_path)


def test_only_what_has_changed_is_written(saved: Saved) -> None:
    assert [saved.again(), saved.again()] == [1, 1]
    _things["a"] = {"b": [1]}
    assert [saved.again(), saved.again()] == [2, 2]
    _things["a"]["b"].append(2)
    assert saved.again() == 3
    _counts.append(1)  # of which a function knows that the state asks
    assert saved.again() == 4
    _lazy["x"] = 1
    assert [saved.again(), saved.again()] == [5, 5]
    assert saved.holds() == {"things": {"a": {"b": [1, 2]}}, "counts": [1], "lazy": [{"x": 1}]}


def test_what_cannot_be_compared_is_always_written(tmp_path: Path) -> None:
    one = Saved(tmp_path, state=Unknown().state)

    assert [one.again(), one.again()] == [1, 2]
    assert one.holds() == "whole"


class Unknown:
    def state(self) -> str:
        return "whole"


def test_what_has_no_state_keeps_its_file(tmp_path: Path) -> None:
    one = Saved(tmp_path, state=lambda: None)
    one.file.write_text("{}")

    assert one.again() == 0
    assert one.file.read_text() == "{}"


def test_looking_takes_little_of_the_time(saved: Saved) -> None:
    saved.saver.save()
    _things["large"] = list(range(200_000))  # some milliseconds to look at
    saved.saver.save(is_last=True)
    _things["more"] = 1
    saved.saver.save()
    assert saved.times == 2

    saved.saver.save(is_last=True)
    assert saved.times == 3


def test_a_full_disk_is_told_and_costs_nothing_when_there_is_room_again(
    saved: Saved, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.WARNING, logger="localcloud.saving")
    _things["kept"] = 1
    saved.again()
    with monkeypatch.context() as while_full:
        while_full.setattr(os, "fsync", full)
        _things["new"] = 2
        saved.store.put("kind", "name", {})
        saved.again()
        saved.again()
        assert saved.holds()["things"] == {"kept": 1}
        assert saved.saver.last_word().endswith(" is lost")
        assert not saved.saver.reserve.file.exists()
    saved.again()

    assert saved.holds()["things"] == {"kept": 1, "new": 2}
    assert Store(saved.store.file).all("kind") == [{}]
    assert saved.saver.last_word() == ""
    assert saved.saver.reserve.file.stat().st_size >= 4096
    first, then = (record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)
    assert first.startswith(f"No space left on device: {saved.store.file} (")
    assert first.endswith(" is in memory alone; make room, and it is written")
    assert then == "everything is written again"


def test_a_file_is_never_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    write_whole(file, b"before", mode=0o600)
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space left") as raised:
        write_whole(file, b"after")
    assert file.read_bytes() == b"before"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]
    assert told(raised.value).startswith(f"No space left on device: {file} (")
    assert "MB are free on its disk)" in told(OSError(errno.ENOENT, "gone", str(tmp_path / "none" / "there")))
    assert told(OSError("without a file")) == "without a file"
