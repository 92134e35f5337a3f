"""What a notebook that is graded may not do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
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
    ("os.rename", ("../b", "a", -1, -1)),
    ("os.link", ("../b", "a", -1, -1)),
    ("os.symlink", ("a", "../b", -1)),
    ("os.truncate", ("../a", 0)),
    ("sqlite3.connect", ("../a",)),
    ("os.kill", (os.getppid(), signal.SIGKILL)),
    ("os.kill", (-1, signal.SIGTERM)),
    ("os.killpg", (os.getpgid(os.getppid()), signal.SIGKILL)),
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
    ("os.rename", ("b", "a", -1, -1)),
    ("os.truncate", (7, 0)),
    ("sqlite3.connect", ("a",)),
    ("os.kill", (os.getpid(), signal.SIGTERM)),
    ("os.kill", (os.getppid(), 0)),
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


def test_a_lesson_that_runs_programs_may_start_and_end_them_and_not_whoever_grades(guard: Guard) -> None:
    running = Guard(guard.room, programs=True)

    running.hear("subprocess.Popen", ("ls", ["ls"], None, None))
    running.hear("os.kill", (os.getpid() + 1, signal.SIGTERM))
    with pytest.raises(PermissionError, match="ends no process but its own"):
        running.hear("os.kill", (os.getppid(), signal.SIGKILL))


def test_a_path_counts_from_the_folder_that_is_given(guard: Guard) -> None:
    inside, outside = (os.open(folder, os.O_RDONLY) for folder in (guard.room, guard.room.parent))
    try:
        guard.hear("os.remove", ("a", inside))
        with pytest.raises(PermissionError, match="into its own folder only"):
            guard.hear("os.remove", ("a", outside))
        with pytest.raises(PermissionError, match="into its own folder only"):
            guard.hear("os.rename", ("a", "b", outside, inside))
    finally:
        os.close(inside)
        os.close(outside)


def test_a_tree_outside_stays_whole(guard: Guard) -> None:
    tree, own = guard.room.parent / "tree", guard.room / "own"
    for folder in (tree, own):
        (folder / "branch").mkdir(parents=True)
        (folder / "branch" / "leaf").touch()
    code = "import shutil, sys; from pathlib import Path; from workbook.grade.guard import guard\n"
    code += "guard(Path.cwd(), programs=False); shutil.rmtree(sys.argv[1])"

    for folder in (tree, own):
        subprocess.run([sys.executable, "-c", code, folder], cwd=guard.room, stderr=subprocess.DEVNULL, check=False)

    assert (tree / "branch" / "leaf").exists()
    assert not own.exists()
    shutil.rmtree(tree)
