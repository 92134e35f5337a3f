"""frontend/scripts/publish.ts as the deployment runs it."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from repo.node import node

PAGE = '<head><meta name="api-origin" content="" /></head>'
MONTH = 30 * 24 * 3600


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets" / "fonts").mkdir(parents=True)
    (folder / ".vite").mkdir()
    (folder / ".vite" / "manifest.json").write_text("{}")
    (folder / "index.html").write_text(PAGE)
    (folder / "robots.txt").write_text("robots")
    (folder / "assets" / "main-2.js").write_text("2")
    (folder / "assets" / "fonts" / "a-2.woff2").write_text("font")
    return folder


def publish(dist: Path, into: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return node("scripts/publish.ts", "--from", str(dist), "--into", str(into), *options)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_files_of_a_build_are_published_and_nothing_else(dist: Path, tmp_path: Path) -> None:
    into = tmp_path / "new" / "site"

    ended = publish(dist, into)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert names(into) == ["assets/fonts/a-2.woff2", "assets/main-2.js", "index.html", "robots.txt"]
    assert (into / "index.html").read_text() == PAGE


@pytest.mark.parametrize(
    "origin", ["https://api.example.com", "https://api.example.com:8443", "http://127.0.0.1:8123", "http://localhost"]
)
def test_the_origin_of_the_api_goes_into_the_page(dist: Path, tmp_path: Path, origin: str) -> None:
    publish(dist, tmp_path / "site", "--api-origin", origin)

    assert f'<meta name="api-origin" content="{origin}" />' in (tmp_path / "site" / "index.html").read_text()


@pytest.mark.parametrize(
    "origin",
    [
        "https://api.example.com/",
        "https://api.example.com/api",
        "https://api example.com",
        'https://api.example.com"',
        "https://a.example'",
        "https://api.example.com?x",
        "https://ana@api.example.com",
        "https://*.example.com",
        "http://api.example.com",
        "HTTPS://api.example.com",
        "api.example.com",
        "javascript:alert(1)",
        "null",
    ],
)
def test_what_is_no_origin_is_refused_before_anything_is_written(dist: Path, tmp_path: Path, origin: str) -> None:
    ended = publish(dist, tmp_path / "site", "--api-origin", origin)

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"publish: '{origin}' is no origin of an API, expected https://, a name and")
    assert not (tmp_path / "site").exists()


def test_assets_stay_for_open_tabs_and_go_when_they_are_old(dist: Path, tmp_path: Path) -> None:
    assets = tmp_path / "site" / "assets"
    publish(dist, assets.parent)
    days = {"old-1.js": 31, "old-1.js.gz": 31, "recent-1.js": 29, "main-2.js": 99, "main-2.js.gz": 99}
    for name, age in days.items():
        (assets / name).write_text("2")
        os.utime(assets / name, (time.time() - age * MONTH / 30,) * 2)

    publish(dist, assets.parent)

    assert names(assets) == ["fonts/a-2.woff2", "main-2.js", "main-2.js.gz", "recent-1.js"]
    assert time.time() - (assets / "main-2.js").stat().st_mtime < MONTH


def test_another_page_replaces_the_first_and_what_was_cut_off_is_mended(dist: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(dist, site)
    (site / "assets" / "main-2.js").write_text("")
    (dist / "index.html").write_text(PAGE + "another")

    publish(dist, site)

    assert (site / "index.html").read_text() == PAGE + "another"
    assert (site / "assets" / "main-2.js").read_text() == "2"


@pytest.mark.parametrize(("page", "found"), [("<head></head>", 0), (PAGE * 2, 2)])
def test_a_page_without_one_place_for_the_origin_is_refused(dist: Path, tmp_path: Path, page: str, found: int) -> None:
    (dist / "index.html").write_text(page)

    ended = publish(dist, tmp_path / "site")

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"publish: index.html has {found} tags of the form")


def test_half_a_build_is_refused_before_anything_is_written(dist: Path, tmp_path: Path) -> None:
    script = '<script type="module" crossorigin src="/assets/{}.js"></script>'
    (dist / "index.html").write_text(PAGE + script.format("main-2"))
    assert publish(dist, tmp_path / "whole").returncode == 0
    (dist / "index.html").write_text(PAGE + script.format("main-2") + script.format("main-3"))

    ended = publish(dist, tmp_path / "half")

    assert (ended.returncode, names(tmp_path / "half")) == (1, [])
    assert ended.stderr.startswith("publish: index.html asks for assets/main-3.js, which the build does not hold")


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    ended = publish(tmp_path, tmp_path / "site")

    assert ended.stderr == (
        f"publish: {tmp_path} holds no index.html, expected the folder of a build; run make frontend first\n"
    )
    assert node("scripts/publish.ts").stderr.startswith("publish: no folder is named to publish into; give one")
