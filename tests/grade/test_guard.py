"""What a notebook that is graded may not do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbook.grade.guard import Guard


@pytest.fixture
def guard(tmp_path: Path) -> Guard:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "out").symlink_to(tmp_path)
    return Guard((tmp_path / "room").resolve(), programs=False)


REFUSED = [
    ("open", ("../a", "w", os.O_WRONLY)),
    ("open", ("out/a", "w", 0)),
    ("open", (b"../a", None, os.O_CREAT | os.O_RDWR)),
    ("os.remove", ("../a", -1)),
    ("os.mkdir", (Path("../a"), 0o777, -1)),
    ("os.rename", ("a", "../b", -1, -1)),
    ("socket.connect", (None, ("192.0.2.1", 443))),
    ("socket.sendto", (None, ("2001:db8::1", 53, 0, 0))),
    ("socket.getaddrinfo", ("example.org", 443, 0, 0, 0)),
    ("socket.getaddrinfo", (b"example.org", 443, 0, 0, 0)),
    ("subprocess.Popen", ("ls", ["ls"], None, None)),
    ("os.system", ("ls",)),
    ("os.fork", ()),
]
ALLOWED = [
    ("open", ("../a", "r", os.O_RDONLY)),
    ("open", ("a", "w", os.O_WRONLY | os.O_CREAT)),
    ("open", (3, "w", 0)),
    ("open", ("/dev/null", "w", os.O_WRONLY)),
    ("os.remove", ("a", -1)),
    ("os.rename", ("../b", "a", -1, -1)),
    ("socket.connect", (None, ("127.0.0.1", 443))),
    ("socket.connect", (None, "/a/socket")),
    ("socket.getaddrinfo", ("app.localhost", 443, 0, 0, 0)),
    ("socket.getaddrinfo", (None, 443, 0, 0, 0)),
    ("import", ("os",)),
]


@pytest.mark.parametrize(("event", "given"), REFUSED)
def test_what_reaches_out_is_refused(
    guard: Guard, monkeypatch: pytest.MonkeyPatch, event: str, given: tuple[object, ...]
) -> None:
    monkeypatch.chdir(guard.room)

    with pytest.raises(PermissionError, match="a notebook that is graded"):
        guard.hear(event, given)


@pytest.mark.parametrize(("event", "given"), ALLOWED)
def test_what_stays_inside_is_not(
    guard: Guard, monkeypatch: pytest.MonkeyPatch, event: str, given: tuple[object, ...]
) -> None:
    monkeypatch.chdir(guard.room)

    guard.hear(event, given)


def test_a_lesson_that_runs_programs_may(guard: Guard) -> None:
    Guard(guard.room, programs=True).hear("subprocess.Popen", ("ls", ["ls"], None, None))
