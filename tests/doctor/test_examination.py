from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.doctor import Check, DoctorReport, Platform, Status, examine, to_json
from workbook.doctor.examination import THINGS
from workbook.doctor.machine import Found, Machine, version_in
from workbook.doctor.programs import look_for_cdk, look_for_credentials, look_for_environment, look_for_node, program
from workbook.doctor.project import (
    look_for_engine,
    look_for_kernel,
    look_for_packages,
    look_for_snapshots,
    look_for_space,
    look_whether_writable,
)
from workbook.lang import Lang, same

HERE = Machine.this()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with an empty checkout and no program at all."""
    for folder in ("checkout", "bin"):
        (tmp_path / folder).mkdir()
    return Machine(tmp_path / "checkout", tmp_path, str(tmp_path / "bin"), {"HOME": str(tmp_path)})


@pytest.fixture
def install(machine: Machine) -> Callable[[str, str], None]:
    """Put a program on the machine that says one line."""

    def put(name: str, says: str) -> None:
        path = machine.prefix / "bin" / name
        path.write_text(f"#!{shutil.which('sh')}\n{says}\n")
        path.chmod(0o755)

    return put


def test_everything_is_looked_for_in_order_and_once() -> None:
    report = examine()

    assert [check.id for check in report.checks] == [thing.id for thing in THINGS]
    assert len({check.id for check in report.checks}) == len(THINGS)


def test_remedies_stand_on_all_platforms_where_a_thing_is_absent_and_nowhere_else(machine: Machine) -> None:
    for check in examine(machine).checks:
        assert set(check.remedies) == (set() if check.status is Status.OK else set(Platform))


def test_what_later_work_needs_is_never_missing(machine: Machine) -> None:
    optional = {check.id for check in examine(machine).checks if check.status is Status.OPTIONAL}

    assert optional == {"docker", "postgresql", "aws", "credentials"}


def test_a_bare_machine_is_not_healthy_and_says_what_is_missing(machine: Machine) -> None:
    report = examine(machine)

    assert not report.healthy
    assert {"git", "make", "packages", "node", "cdk"} <= {check.id for check in report.missing}


def test_a_report_without_missing_things_is_healthy() -> None:
    there = Check("a", same("a"), Status.OK, same("a"))
    later = Check("b", same("b"), Status.OPTIONAL, same("b"))

    assert DoctorReport((there, later)).healthy


def test_the_report_reads_in_both_languages(machine: Machine) -> None:
    report = examine(machine)
    english, spanish = (to_json(report, lang) for lang in (Lang.EN, Lang.ES))

    assert english["schema"] == 1
    assert english["healthy"] is False
    assert json.dumps(english) != json.dumps(spanish)


def test_a_program_says_its_version(machine: Machine, install: Callable[[str, str], None]) -> None:
    install("git", "echo git version 9.9; echo more")

    assert program("git")(machine) == Found(there=True, words=same("git version 9.9"))


@pytest.mark.parametrize("says", ["exit 1", "kill -9 $$"])
def test_a_program_that_fails_counts_as_absent(
    machine: Machine, install: Callable[[str, str], None], says: str
) -> None:
    install("git", says)

    assert not program("git")(machine).there


@pytest.mark.parametrize(("version", "there"), [("v20.20.2", False), ("v22.1.0", True), ("v24.19.0", True)])
def test_node_counts_from_22_on(
    machine: Machine, install: Callable[[str, str], None], version: str, *, there: bool
) -> None:
    install("node", f"echo {version}")

    assert look_for_node(machine).there is there


def test_the_cdk_must_have_the_version_that_is_pinned(machine: Machine) -> None:
    infra = machine.checkout / "infra"
    (infra / "node_modules" / "aws-cdk").mkdir(parents=True)
    (infra / "package.json").write_text('{"devDependencies": {"aws-cdk": "2.1"}}')
    installed = infra / "node_modules" / "aws-cdk" / "package.json"

    installed.write_text('{"version": "2.1"}')
    assert look_for_cdk(machine).there

    installed.write_text('{"version": "3.0"}')
    assert look_for_cdk(machine).words.en == "3.0, expected 2.1 as infra/package.json pins it"


def test_credentials_are_noticed_and_not_shown(machine: Machine) -> None:
    secret = "wJalrXUtnFEMI"  # noqa: S105, it must not come out again
    named = Machine(machine.checkout, machine.prefix, "", {"AWS_ACCESS_KEY_ID": secret, "HOME": "/nonexistent"})

    assert not look_for_credentials(machine).there
    assert look_for_credentials(named).there
    assert secret not in str(look_for_credentials(named))


def test_an_environment_of_conda_is_one_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "conda-meta").mkdir()

    assert look_for_environment(Machine(tmp_path, tmp_path, "")).there


def test_packages_in_other_versions_are_named(machine: Machine) -> None:
    (machine.checkout / "requirements").mkdir()
    lock = machine.checkout / "requirements" / "python.txt"

    lock.write_text("rich==0.1 \\\n    --hash=sha256:00\nnot-there==1 ; python_version < '3'\n")

    assert look_for_packages(machine).words.en == "1 of 1 absent or in another version: rich 0.1"


def test_the_engine_draws() -> None:
    assert look_for_engine(HERE).there


def test_an_engine_that_fails_is_there_and_does_not_draw(machine: Machine, install: Callable[[str, str], None]) -> None:
    install("graphviz-pure", "exit 3")

    assert look_for_engine(machine).words.en.startswith("there, but it does not draw")


def test_the_kernel_of_this_environment_is_found(machine: Machine) -> None:
    assert look_for_kernel(HERE).there
    assert not look_for_kernel(machine).there


def test_snapshots_that_are_no_templates_are_missing(machine: Machine) -> None:
    folder = machine.checkout / "infra" / "snapshots" / "standard"
    folder.mkdir(parents=True)
    (folder / "Broken.template.json").write_text("{")

    assert look_for_snapshots(machine).words.en == "standard: 0, starter: 0, growth: 0"


def test_an_unwritable_place_is_named(machine: Machine) -> None:
    gone = Machine(machine.checkout / "gone", machine.prefix, "")

    assert look_whether_writable(machine).there
    assert "No such file" in look_whether_writable(gone).words.en
    assert list(machine.checkout.iterdir()) == []


def test_a_full_disk_is_noticed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))

    assert not look_for_space(machine).there


def test_versions_are_read_from_words() -> None:
    assert version_in("git version 2.39.5") == (2, 39, 5)
    assert version_in("none") == ()
    assert version_in(None) == ()
