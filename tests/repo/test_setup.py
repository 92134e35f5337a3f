from __future__ import annotations

from pathlib import Path

import pytest

from repo.test_locks import script

setup = script("setup")


def test_an_old_python_is_refused_with_what_to_do() -> None:
    with pytest.raises(setup.SetupError, match=r"Python 3\.9 is too old, 3\.11 or later is needed.*PYTHON=python3\.11"):
        setup.check_python((3, 9), has_ensurepip=True)


def test_a_python_stripped_of_venv_is_refused_with_the_package_to_install() -> None:
    with pytest.raises(setup.SetupError, match=r"sudo apt install python3\.12-venv"):
        setup.check_python((3, 12), has_ensurepip=False)


def test_a_new_whole_python_will_do() -> None:
    setup.check_python((3, 11), has_ensurepip=True)


def test_settings_of_pip_reach_uv() -> None:
    listed = "global.index-url='https://mirror.example/simple'\nglobal.cert='/etc/ca.pem'\n"

    assert setup.uv_settings(listed, {}) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "SSL_CERT_FILE": "/etc/ca.pem",
    }


def test_the_environment_wins_over_the_files_of_pip() -> None:
    listed = ":env:.index-url='https://near.example'\nglobal.index-url='https://far.example'\n"

    assert setup.uv_settings(listed, {})["UV_DEFAULT_INDEX"] == "https://near.example"


@pytest.mark.parametrize("told", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
def test_what_uv_was_told_itself_stays(told: str) -> None:
    assert setup.uv_settings("global.index-url='https://mirror.example'\n", {told: "https://own.example"}) == {}


def test_several_indexes_are_searched_as_pip_does() -> None:
    listed = "global.extra-index-url='https://one.example\\nhttps://two.example'\nglobal.find-links='/a /b'\n"

    assert setup.uv_settings(listed, {}) == {
        "UV_INDEX": "https://one.example https://two.example",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_FIND_LINKS": "/a,/b",
    }


def test_a_moved_environment_is_known_as_such(tmp_path: Path) -> None:
    venv = tmp_path / "new" / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    (venv / "bin" / "activate").write_text("VIRTUAL_ENV=/old/.venv\n")

    assert "made for another folder" in setup.why_unusable(venv)

    (venv / "bin" / "activate").write_text(f"VIRTUAL_ENV={venv}\n")
    assert setup.why_unusable(venv) is None


def test_an_environment_whose_python_went_is_known_as_such(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to("/nowhere/python3")

    assert "no longer there" in setup.why_unusable(tmp_path)


@pytest.mark.parametrize(
    ("version", "will_do"), [("v20.20.2", False), ("v22.17.1", False), ("v22.18.0", True), ("v24.0.0", True)]
)
def test_node_counts_from_the_first_that_runs_typescript(tmp_path: Path, version: str, *, will_do: bool) -> None:
    for program in ("node", "npm"):
        (tmp_path / program).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / program).chmod(0o755)

    assert setup.has_node(str(tmp_path)) is will_do


def test_node_without_npm_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "node").write_text("#!/bin/sh\necho v24.0.0\n")
    (tmp_path / "node").chmod(0o755)

    assert setup.has_node(str(tmp_path)) is False


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A checkout in which nothing is installed, and where steps are noted instead of taken."""
    for folder in ("requirements", "infra", "frontend"):
        (tmp_path / folder).mkdir()
    for file in ("pyproject.toml", *(f"requirements/{name}.txt" for name in ("uv", "python", "localcloud", "book"))):
        (tmp_path / file).touch()
    for folder in ("infra", "frontend"):
        (tmp_path / folder / "package-lock.json").write_text(folder)
    taken: list[str] = []
    venv = tmp_path / ".venv"
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "REQUIREMENTS", tmp_path / "requirements")
    monkeypatch.setattr(setup, "VENV", venv)
    monkeypatch.setattr(setup, "STAMP", venv / "setup.json")
    monkeypatch.setattr(setup, "FOLDERS", {"node": tmp_path / "infra", "frontend": tmp_path / "frontend"})
    monkeypatch.setattr(setup, "has_node", lambda _: True)
    monkeypatch.setattr(setup, "why_unusable", lambda _: None)

    def python(_: object) -> None:
        venv.mkdir(exist_ok=True)
        taken.append("python")

    def node(folder: Path, _: str) -> None:
        if "broken" in (folder / "package-lock.json").read_text():
            raise setup.SetupError("broken")
        (folder / "node_modules").mkdir(exist_ok=True)
        taken.append(folder.name)

    monkeypatch.setattr(setup, "install_python_packages", python)
    monkeypatch.setattr(setup, "install_node_packages", node)
    monkeypatch.setattr(setup, "install_environment", taken.append)
    return taken


def test_the_frontend_is_installed_only_where_it_is_wanted_and_once(checkout: list[str]) -> None:
    assert setup.set_up() == ["python", "node"]
    assert setup.set_up({"frontend"}) == ["frontend"]
    assert setup.set_up() == setup.set_up({"frontend"}) == []
    assert checkout == ["python", "infra", "frontend"]


@pytest.mark.parametrize("part", ["localcloud", "book"])
def test_what_has_an_environment_of_its_own_is_installed_only_where_it_is_wanted_and_once(
    part: str, checkout: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert setup.set_up() == ["python", "node"]
    assert setup.set_up({part}) == [part]
    assert setup.set_up({part}) == []

    monkeypatch.setattr(setup, "why_unusable", lambda _: "the checkout was moved")
    assert part in setup.set_up({part})
    assert checkout.count(part) == 2


def test_a_lock_that_changed_brings_its_own_part_alone(checkout: list[str]) -> None:
    setup.set_up({"frontend"})
    (setup.ROOT / "frontend" / "package-lock.json").write_text("changed")
    del checkout[:]

    assert setup.set_up() == []
    assert setup.set_up({"frontend"}) == ["frontend"]

    (setup.ROOT / "infra" / "node_modules").rmdir()
    assert setup.set_up() == ["node"]
    assert checkout == ["frontend", "infra"]


def test_a_part_that_failed_is_tried_again_and_the_others_are_kept(checkout: list[str]) -> None:
    lock = setup.ROOT / "frontend" / "package-lock.json"
    lock.write_text("broken")
    with pytest.raises(setup.SetupError):
        setup.set_up({"frontend"})
    lock.write_text("mended")

    assert setup.set_up({"frontend"}) == ["frontend"]
    assert checkout == ["python", "infra", "frontend"]


def test_rules_of_linters_do_not_make_setup_install_again(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text("[project]\nname = 'x'\n\n[tool.ruff]\nline-length = 100\n")
    before = setup.digest(pyproject)
    pyproject.write_text("[project]\nname = 'x'\n\n[tool.ruff]\nline-length = 120\n")

    assert setup.digest(pyproject) == before

    pyproject.write_text("[project]\nname = 'y'\n\n[tool.ruff]\nline-length = 120\n")
    assert setup.digest(pyproject) != before


def test_a_failed_step_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(setup.SetupError, match="the step 'Trying' failed with exit code 3"):
        setup.run("Trying", ["sh", "-c", "exit 3"])

    assert capfd.readouterr().out == "Trying ...\n"
