from __future__ import annotations

import json
from pathlib import Path

import pytest

from repo.test_locks import script

frontend = script("frontend")

BUILT = """#!/bin/sh
[ -e fails ] && { echo "src/main.tsx(1,1): error"; exit 2; }
mkdir -p dist && cp src/main.tsx dist/index.html && echo built >> builds
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frontend whose build is a copy, counted in the file `builds`."""
    (tmp_path / "frontend" / "src").mkdir(parents=True)
    (tmp_path / "frontend" / "src" / "main.tsx").write_text("1")
    (tmp_path / "frontend" / "tsconfig.app.json").touch()
    (tmp_path / "openapi.json").touch()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "npm").write_text(BUILT)
    (tmp_path / "bin" / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    monkeypatch.setattr(frontend, "FRONTEND", tmp_path / "frontend")
    monkeypatch.setattr(frontend, "DIST", tmp_path / "frontend" / "dist")
    monkeypatch.setattr(frontend, "BUILD", tmp_path / "build")
    monkeypatch.setattr(frontend, "STAMP", tmp_path / "build" / "frontend.json")
    monkeypatch.setattr(frontend, "DESCRIPTION", tmp_path / "openapi.json")
    return tmp_path / "frontend"


@pytest.mark.parametrize(
    "file", ["src/main.tsx", "src/new.ts", "tsconfig.app.json", "vite.config.ts", "../openapi.json"]
)
def test_it_is_built_again_when_what_it_is_built_from_changes(room: Path, file: str) -> None:
    assert [frontend.build(), frontend.build()] == [True, False]

    (room / file).write_text("changed")

    assert [frontend.build(), frontend.build()] == [True, False]


def test_it_is_built_again_when_what_was_built_is_no_longer_so(room: Path) -> None:
    frontend.build()
    (room / "dist" / "index.html").write_text("by somebody else")

    assert frontend.build()
    assert (room / "dist" / "index.html").read_text() == "1"


def test_it_is_not_built_again_for_what_does_not_matter(room: Path) -> None:
    frontend.build()
    (room / "e2e").mkdir()
    (room / "e2e" / "some.spec.ts").touch()

    assert not frontend.build()


def test_a_build_that_fails_shows_why_and_is_tried_again(room: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (room / "fails").touch()

    assert [frontend.main([]), frontend.main([])] == [1, 1]

    said = capfd.readouterr().err
    assert "src/main.tsx(1,1): error\n" in said
    assert "frontend: the frontend could not be built, and the reason stands above" in said


def test_a_stamp_that_was_cut_off_counts_for_nothing(room: Path) -> None:
    frontend.build()
    frontend.STAMP.write_text(json.dumps({})[:1])

    assert frontend.build()


def test_without_node_it_says_what_to_do(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(room))

    assert frontend.main([]) == 1
    assert "npm is not installed, expected Node.js 22.18 or later with npm; run make setup" in capsys.readouterr().err
