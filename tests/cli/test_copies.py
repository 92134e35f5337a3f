"""The copies that deploy and diff take instead of what the checkout holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run


@pytest.mark.parametrize("command", ["deploy", "diff"])
@pytest.mark.parametrize("option", ["--assembly", "--application"])
def test_an_account_gets_what_the_checkout_holds(run: Run, command: str, option: str) -> None:
    said = run(command, "--target", "aws", option, "copy")

    assert said.returncode == 2
    assert said.stderr.startswith(f"workbook: {option} was given with the target aws")


def test_an_assembly_takes_no_profile_beside_it(run: Run) -> None:
    said = run("diff", "--assembly", "copy", "--profile", "starter")

    assert said.returncode == 2
    assert "two inputs were given, the source copy and the profile starter" in said.stderr


@pytest.mark.parametrize(("option", "lacks"), [("--assembly", "InventoryNetwork"), ("--application", "Dockerfile")])
def test_a_folder_that_is_no_copy_is_refused(run: Run, tmp_path: Path, option: str, lacks: str) -> None:
    said = run("diff", option, tmp_path)

    assert said.returncode == 2
    assert f"{tmp_path} cannot be deployed, it holds no {lacks}" in said.stderr
