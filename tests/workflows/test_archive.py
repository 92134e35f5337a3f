from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from workflows.archives import KINDS, write_archive
from workflows.programs import program

archive = program("archive")


def look(file: Path) -> int:
    return archive.main([str(file), "--bills", str(file.parent / "bills")])


def test_the_digest_of_the_index_is_told_and_the_bills_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = write_archive(tmp_path / "image.tar")

    assert look(tmp_path / "image.tar") == 0
    assert capsys.readouterr().out == f"digest={digest}\n"
    bills = {path.name: json.loads(path.read_text()) for path in (tmp_path / "bills").iterdir()}
    assert bills == {
        f"linux-{each}.spdx.json": {"name": each, "kind": "https://spdx.dev/Document"} for each in ("amd64", "arm64")
    }


@pytest.mark.parametrize(
    ("platforms", "kinds", "said"),
    [
        (["amd64"], KINDS, "it lacks the image for linux/arm64; build it with make image"),
        ([], KINDS, "it lacks the image for linux/amd64 and linux/arm64"),
        (["amd64", "arm64"], KINDS[:1], "it says https://spdx.dev/Document about linux/amd64, expected"),
        (["amd64", "arm64"], KINDS[1:], "it says https://slsa.dev/provenance/v1 about linux/amd64, expected"),
        (["amd64", "arm64"], [], "it says nothing about linux/amd64, expected"),
    ],
)
def test_what_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], platforms: list[str], kinds: list[str], said: str
) -> None:
    write_archive(tmp_path / "image.tar", platforms, kinds)

    assert look(tmp_path / "image.tar") == 1
    assert said in capsys.readouterr().err


def test_a_file_that_is_no_archive_of_an_image_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "text").write_text("no tar")
    with tarfile.open(tmp_path / "empty.tar", "w"):
        pass

    assert [look(tmp_path / name) for name in ("text", "empty.tar", "none")] == [1, 1, 1]
    text, empty, none = capsys.readouterr().err.splitlines()
    assert "cannot be used" in text
    assert "it lacks index.json" in empty
    assert "No such file" in none
