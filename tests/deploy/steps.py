"""Steps of the workflows that call AWS, run as they stand with the cloud of this machine in its place."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from repo.tracked import ROOT
from workbook.deploy.stacks import SERVICE, Stacks
from workbook.deploy.target import Target
from workflows.sandbox import Sandbox, passes
from workflows.workflows import runs

STEPS = {step.name: step for step in runs()}
PROFILES = ("deployer", "inspector")


def tell_what_is_deployed(runner: Sandbox, target: Target, settings: Mapping[str, str]) -> str:
    """The pipeline notes the release and finds its image; what it then says of drift."""
    digest = Stacks(target).parameters(SERVICE)["ImageDigest"]

    passes(runner, STEPS["Write the settings"], CONTENT=json.dumps(settings))
    passes(runner, STEPS["Note what is deployed now"])
    assert {f"digest={digest}", "profile=standard"} < {*runner.output.splitlines()}
    passes(runner, STEPS["Find the image"], DIGEST=digest)
    assert runner.output.splitlines()[-1] == f"digest={digest}"

    ended = runner.run(STEPS["Compare what is deployed with its templates"])
    assert ended.returncode == 1, ended.stdout + ended.stderr
    return ended.stdout


def runner_in(folder: Path) -> Sandbox:
    """A checkout with the real programs, and profiles of whoever deploys here."""
    keys = "\n".join(f"{name.lower()} = {os.environ[name]}" for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"))
    config = folder / "aws"
    config.write_text("".join(f"[profile {name}]\n{keys}\n" for name in PROFILES), encoding="utf-8")
    told = {name: os.environ[name] for name in ("AWS_ENDPOINT_URL", "AWS_EC2_METADATA_DISABLED")}
    runner = Sandbox(folder / "runner", {**told, "AWS_CONFIG_FILE": str(config)})
    runner.folder.mkdir()
    runner.prepare()
    for name in ("output", "summary"):
        (runner.folder / name).touch()
    for room in (".venv", "scripts", "infra"):
        (runner.clone / room).symlink_to(ROOT / room)
    return runner
