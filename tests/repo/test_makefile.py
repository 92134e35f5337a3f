from __future__ import annotations

import os
import re
import subprocess

import pytest

from repo.tracked import ROOT

TASKS = [
    "setup",
    "lab",
    "workshop",
    "app",
    "manage",
    "test",
    "lint",
    "audit",
    "frontend",
    "synth",
    "docs",
    "image",
    "notebooks",
    "exercises",
    "book",
]
TASKS += ["test-frontend", "check", "clean", "distclean"]


def make(*arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_make_alone_lists_every_task_in_groups() -> None:
    said = make()

    assert [task for task in TASKS if not re.search(rf"^  {task} +[A-Z]", said, re.MULTILINE)] == []
    assert re.findall(r"^[A-Z]\w+.*$", said, re.MULTILINE)[1:] == [
        "Start",
        "Check",
        "Build",
        "Refresh what is committed",
        "Tidy up",
    ]


def test_check_is_lint_and_test() -> None:
    assert re.search(r"^check: lint test ", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize(
    ("task", "is_wanted"),
    [("workshop", True), ("lab", False), ("synth", False), ("app", True), ("test", True), ("lint", True)],
)
def test_the_packages_of_the_frontend_are_installed_for_those_tasks_alone_that_need_them(
    task: str, *, is_wanted: bool
) -> None:
    assert ("--frontend" in make("--dry-run", task)) is is_wanted


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("exercises", "LANG=es"), "workbook.notebooks exercises --lang es"),
        (("exercises",), "workbook.notebooks exercises --lang en"),
        (("notebooks", "LANG=es"), "workbook.notebooks execute --lang es"),
        (("notebooks", "LANG=en", "WORKBOOK_LANG=es"), "workbook.notebooks refresh --lang en"),
        (("notebooks",), "workbook.notebooks refresh --lang en"),
    ],
)
def test_a_language_on_the_command_line_is_that_of_the_lessons(
    words: tuple[str, ...], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    monkeypatch.delenv("WORKBOOK_LANG", raising=False)

    assert expected in make("--dry-run", *words)


def test_the_app_starts_without_a_frontend_where_it_is_told_so() -> None:
    assert "--site ../build/app/site" in make("--dry-run", "app")
    assert "frontend" not in make("--dry-run", "app", "FRONTEND=none")


def test_ci_runs_exactly_make_test() -> None:
    commands = [
        line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line and not line.startswith(("#", "set"))
    ]

    assert commands == ['cd "$(dirname "$0")/.."', "exec make test"]


def test_the_home_folder_is_spared() -> None:
    makefile = (ROOT / "Makefile").read_text()

    for variable in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR"):
        assert f"export {variable} := $(CURDIR)/build/" in makefile
