import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workbook.errors import OutputError
from workbook.output import make_folder, replace_changed, replace_file


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "answer.json"
    target.write_text("old and longer")

    replace_file(target, b"new")

    assert target.read_bytes() == b"new"


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    replace_file(tmp_path / "answer.json", b"{}")

    assert [p.name for p in tmp_path.iterdir()] == ["answer.json"]


def test_a_folder_as_target_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder"):
        replace_file(tmp_path, b"")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"the folder .*absent does not exist"):
        replace_file(tmp_path / "absent" / "answer.json", b"")


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "answer.json"
    target.write_text("old")

    def full_disk(self: Path, content: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OutputError, match="No space left on device"):
        replace_file(target, b"new")

    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("answer.json", "old")]


def test_a_folder_is_made_with_those_around_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "one" / "two")
    make_folder(tmp_path / "one" / "two")

    assert (tmp_path / "one" / "two").is_dir()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputError, match=r"cannot write .*two: "):
        make_folder(tmp_path / "file" / "two")


def test_a_link_stays_one_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "answer.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target.name)

    replace_file(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_replaced_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    target = tmp_path / "answer.json"
    target.write_text("old")
    target.chmod(0o600)

    replace_file(target, b"new")

    assert target.stat().st_mode & 0o777 == 0o600


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        replace_file(pipe, b"new")

        assert read.result() == b"new"
    assert pipe.is_fifo()


def test_an_equal_file_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a"

    assert replace_changed(path, b"x") is True
    assert replace_changed(path, b"x") is False
    assert replace_changed(path, b"y") is True
