"""A local cloud that cannot start says why, and leaves nothing that runs."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from workbook.deploy.machine.cloud import LocalCloud
from workbook.errors import DeployError


def cloud(tmp_path: Path, program: str) -> LocalCloud:
    """One whose Python does this instead."""
    python = tmp_path / "localcloud" / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{program}\n")
    python.chmod(0o755)
    return LocalCloud(tmp_path, tmp_path / "cloud")


def test_one_that_is_not_installed_says_how(tmp_path: Path) -> None:
    with pytest.raises(DeployError, match="is not installed; run: make setup LOCALCLOUD=1"):
        LocalCloud(tmp_path, tmp_path / "cloud").start()


def test_one_that_ends_at_once_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(DeployError, match=r"ended as soon as it was started: port 80 is taken \(log: .*cloud/log\)"):
        cloud(tmp_path, "echo port 80 is taken; exit 1").start()


def test_one_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.deploy.machine.cloud._PATIENCE", 0.3)
    slow = cloud(tmp_path, "echo $$; exec sleep 60")
    with pytest.raises(DeployError, match=r"did not answer within 0.3 s; its last words: \d+"):
        slow.start()

    os.kill(int((slow.folder / "pid").read_text()), signal.SIGKILL)


def test_a_full_disk_is_told_and_nothing_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = cloud(tmp_path, f"echo $$ > {tmp_path}/number; exec sleep 60")
    write = Path.write_text

    def refuse(path: Path, *given: str, **named: str) -> int:
        if path.name == "pid":
            while not (tmp_path / "number").exists():
                pass
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, *given, **named)

    monkeypatch.setattr(Path, "write_text", refuse)
    with pytest.raises(DeployError, match=r"cloud cannot be written, .*: No space left on device; make room"):
        full.start()

    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "number").read_text()), 0)


def test_the_number_of_one_that_was_killed_may_be_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "pid").write_text(f"{os.getpid()}\n")
    LocalCloud(tmp_path, tmp_path).stop()

    assert not (tmp_path / "pid").exists()  # and this test still runs


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_is_no_cloud_is_neither_used_nor_removed(tmp_path: Path, kind: str) -> None:
    folder, mine = tmp_path / "cloud", tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis").write_text("precious")
    if kind == "file":
        folder.write_text("precious")
    elif kind == "link":
        folder.symlink_to(mine)
    else:
        mine.rename(folder)
    for act in (cloud(tmp_path, "exit 1").start, LocalCloud(tmp_path, folder).remove):
        with pytest.raises(DeployError, match="holds something else than a local cloud"):
            act()

    assert folder.exists()
    assert kind != "folder" or (folder / "thesis").exists()


@pytest.mark.parametrize("name", ["pid", "cloud.json"])
@pytest.mark.parametrize("content", ["", "{", '{"form": 2}', "[]"])
def test_files_that_were_never_finished_do_not_keep_it(tmp_path: Path, name: str, content: str) -> None:
    held = LocalCloud(tmp_path, tmp_path / "cloud")
    held.folder.mkdir()
    (held.folder / "cloud.json").write_text("")
    (held.folder / name).write_text(content)

    assert held.remove() == (0, 0, 0)
    assert not held.folder.exists()


def test_one_that_hangs_and_is_noted_nowhere_is_ended(tmp_path: Path) -> None:
    held = LocalCloud(tmp_path, tmp_path / "cloud")
    held.folder.mkdir()
    (held.folder / "cloud.json").write_text("{}")
    hangs = subprocess.Popen(["sleep", "60"], cwd=held.folder)
    assert held.remove() == (0, 0, 0)

    assert hangs.wait(timeout=10) == -signal.SIGKILL


def test_a_database_that_nobody_looks_after_any_more_ends_without_a_loss(tmp_path: Path) -> None:
    held = LocalCloud(tmp_path, tmp_path / "cloud")
    data = held.folder / "databases" / "one" / "data"
    data.mkdir(parents=True)
    (held.folder / "cloud.json").write_text("{}")
    words = "trap 'rm postmaster.pid; exit 7' INT; echo $$ > postmaster.pid; while :; do sleep 0.05; done"
    database = subprocess.Popen(["sh", "-c", words], cwd=data, start_new_session=True)
    while not (data / "postmaster.pid").exists() or not (data / "postmaster.pid").read_text():
        time.sleep(0.01)

    assert held.remove() == (0, 0, 0)
    assert database.wait(timeout=10) == 7


def test_a_folder_without_ports_does_not_run(tmp_path: Path) -> None:
    kept = LocalCloud(tmp_path, tmp_path)
    assert not kept.is_running()
    (tmp_path / "cloud.json").write_text(json.dumps({"ports": {"api": 1}}))
    assert not kept.is_running()
