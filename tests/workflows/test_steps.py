"""Every step that runs commands, run as it stands; what it starts outside is recorded, and its words are looked at."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from repo.tracked import ROOT
from workbook.cli.arguments import find_command, read_options
from workbook.cli.usage.all import COMMANDS
from workflows.archives import write_archive
from workflows.programs import program
from workflows.sandbox import Sandbox, fails, passes
from workflows.workflows import Step, jobs, runs, uses

releases = program("releases")

STEPS = {step.key: step for step in runs()}
DIGEST = f"sha256:{'0' * 64}"
Scenario = Callable[[Sandbox, Step], None]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sandbox")
    Sandbox(folder).prepare()
    return folder


@pytest.fixture
def sandbox(prepared: Path, tmp_path: Path) -> Sandbox:
    made = Sandbox(shutil.copytree(prepared, tmp_path, dirs_exist_ok=True))
    made.furnish()
    return made


def understood(call: list[str]) -> dict[str, object]:
    """The options of a call of `workbook`, as the command itself reads them."""
    command, rest = find_command(call[1:], COMMANDS)
    options = read_options(command, rest)
    return {"command": command.name, **vars(options)}


def makes(sandbox: Sandbox, step: Step) -> None:
    tasks = next(
        (job.told["strategy"]["matrix"]["task"] for job in jobs() if job == step.job and "$TASK" in step.script), [""]
    )
    for task in tasks:
        passes(sandbox, step, **({"TASK": task} if task else {}))
    words = [word for _, *told in sandbox.calls for word in told]
    planned = subprocess.run(["make", "--dry-run", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert planned.returncode == 0, planned.stderr
    assert len(sandbox.calls) == len(tasks)


def compares(sandbox: Sandbox, step: Step) -> None:
    sandbox.write("build/x", "")  # what git ignores is no difference
    passes(sandbox, step)
    sandbox.write("requirements/python.txt", "changed")
    assert "changed" in fails(sandbox, step)
    sandbox.git("restore", "requirements/python.txt")
    sandbox.write("infra/snapshots/new.json", "{}")
    assert "new.json" in fails(sandbox, step)


def judges(sandbox: Sandbox, step: Step) -> None:
    passes(sandbox, step, RESULT="success")
    for result in ("failure", "cancelled", "skipped"):
        fails(sandbox, step, RESULT=result)


def prepares(sandbox: Sandbox, step: Step) -> None:
    passes(sandbox, step)
    assert ["docker", "buildx", "create", "--use", "--driver", "docker-container"] in sandbox.calls or [
        call[1:3] for call in sandbox.calls
    ] == [["apt-get", "update"], ["apt-get", "install"]]


def looks_at_archive(sandbox: Sandbox, step: Step) -> None:
    (sandbox.clone / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "archive.py", sandbox.clone / "scripts")
    digest = write_archive(sandbox.clone / "build" / "image.tar")
    passes(sandbox, step)
    assert sandbox.output == f"digest={digest}\n"
    named = {each["with"]["sbom"] for each in scanning()}
    matrix = next(job.told["strategy"]["matrix"]["platform"] for job in jobs() if job.name == "scan")
    written = {path.name for path in (sandbox.clone / "build" / "bills").iterdir()}
    assert {Path(name.replace("${{ matrix.platform }}", each)).name for name in named for each in matrix} == written


def scanning() -> list[dict[str, dict[str, str]]]:
    return [dict(step) for _, step in uses() if "scan-action" in step["uses"]]


def refuses_what_was_never_on_main(sandbox: Sandbox, step: Step) -> None:
    passes(sandbox, step, COMMIT=sandbox.commit("HEAD~1"))
    sandbox.git("switch", "--quiet", "--create", "other")
    sandbox.git("commit", "--quiet", "--allow-empty", "--message", "other")
    other = sandbox.commit()
    sandbox.git("switch", "--quiet", "main")
    for bad in (other, "main", sandbox.commit()[:12], "", "0" * 40, f"{sandbox.commit()}\nx", "$(touch x)"):
        assert "::error::the commit is not one of main" in fails(sandbox, step, COMMIT=bad)
    assert not (sandbox.clone / "x").exists()


def writes_settings(sandbox: Sandbox, step: Step) -> None:
    content = '{"account": "123456789012",\n "owner": "a \'b\' %s \\\\n $(x)"}'
    passes(sandbox, step, CONTENT=content)
    assert (sandbox.clone / "build" / "settings.json").read_text() == f"{content}\n"


def notes_what_is_deployed(sandbox: Sandbox, step: Step) -> None:
    sandbox.says("python", "commit=abc\ndigest=\n")
    passes(sandbox, step)
    (call,) = sandbox.calls
    assert releases.options_of(call[2:]).command == "deployed"
    assert sandbox.output == "commit=abc\ndigest=\n"


def refuses_an_older_commit(sandbox: Sandbox, step: Step) -> None:
    passes(sandbox, step, BEFORE=sandbox.commit("HEAD~1"))
    passes(sandbox, step, BEFORE=sandbox.commit())
    newer = sandbox.commit()
    sandbox.git("switch", "--quiet", "--detach", "HEAD~1")
    assert "use Roll back" in fails(sandbox, step, BEFORE=newer)


def pushes(sandbox: Sandbox, step: Step) -> None:
    passes(sandbox, step, DIGEST=DIGEST)
    (call,) = sandbox.calls
    options = releases.options_of(call[2:])
    assert (call[1], options.command, options.digest) == ("scripts/releases.py", "push", DIGEST)
    assert (options.commit, options.archive) == (sandbox.commit(), Path("build/image.tar"))


def finds(sandbox: Sandbox, step: Step) -> None:
    sandbox.says("python", f"digest={DIGEST}\n")
    passes(sandbox, step, DIGEST="")
    (call,) = sandbox.calls
    options = releases.options_of(call[2:])
    assert (options.command, options.digest, options.commit) == ("find", "", sandbox.commit())
    assert sandbox.output == f"digest={DIGEST}\n"


def deploys(sandbox: Sandbox, step: Step) -> None:
    sandbox.says("workbook", "a line\n")
    passes(sandbox, step, DIGEST=DIGEST, PROFILE="starter")
    (call,) = sandbox.calls
    told = understood(call)
    assert (told["command"], told["target"], told["yes"], told["json"]) == ("deploy", "aws", True, True)
    assert (told["credentials"], told["publisher"], told["image"]) == ("deployer", "publisher", DIGEST)
    # A first administrator's password would stand in the answer, and logs are read by many.
    assert (told["profile"], told["settings"], told["output"]) == (
        "starter",
        "build/settings.json",
        "build/deployed.json",
    )


def verifies(sandbox: Sandbox, step: Step) -> None:
    for writes in ("true", "false"):
        passes(sandbox, step, WRITES=writes)
    assert [bool(understood(call)["no_writes"]) for call in sandbox.calls] == [False, True]
    assert {understood(call)["credentials"] for call in sandbox.calls} == {"verifier"}
    sandbox.says("workbook", "", code=1)
    fails(sandbox, step, WRITES="true")


def returns(sandbox: Sandbox, step: Step) -> None:
    before = sandbox.commit("HEAD~1")
    said = passes(sandbox, step, BEFORE=before, DIGEST=DIGEST, PROFILE="growth")
    assert sandbox.commit() == before
    setup, call = sandbox.calls
    assert setup == ["make", "setup", "FRONTEND=1"]
    assert (understood(call)["image"], understood(call)["profile"]) == (DIGEST, "growth")
    assert f"::warning::returned to {before}" in said


def tells_drift(sandbox: Sandbox, step: Step) -> None:
    sandbox.write("build/settings.json", "{}")
    sandbox.says("workbook", "one differs\n", code=1)
    assert "one differs" in fails(sandbox, step)
    (call,) = sandbox.calls
    assert (understood(call)["command"], understood(call)["credentials"]) == ("drift", "inspector")
    assert (sandbox.clone / "build" / "drift.txt").read_text() == "one differs\n"


def shows(sandbox: Sandbox, step: Step) -> None:
    sandbox.write("build/drift.txt", "one differs\n")
    passes(sandbox, step)
    assert sandbox.summary == "```text\none differs\n```\n"


def reads_prices(sandbox: Sandbox, step: Step) -> None:
    sandbox.says("workbook", "nat.hour moved\n")
    passes(sandbox, step)
    (call,) = sandbox.calls
    assert understood(call)["command"] == "prices refresh"
    assert (sandbox.clone / "build" / "message.md").read_text() == "nat.hour moved\n"


def writes_difference_of_prices(sandbox: Sandbox, step: Step) -> None:
    sandbox.write("build/x", "")
    sandbox.write("workbook/cost/prices/data/price-list/2030-01-01.csv", "new\n")
    sandbox.write("requirements/python.txt", "not asked for")
    passes(sandbox, step)
    patch = (sandbox.clone / "build" / "change.patch").read_text()
    assert "2030-01-01.csv" in patch
    assert "requirements" not in patch


def writes_difference_of_locks(sandbox: Sandbox, step: Step) -> None:
    for name in ("app/requirements.txt", "app/Dockerfile", "environment.yml"):
        sandbox.write(name, "x")
    sandbox.write("requirements/python.txt", "three")
    passes(sandbox, step)
    assert "+three" in (sandbox.clone / "build" / "change.patch").read_text()
    assert "python.txt" in (sandbox.clone / "build" / "message.md").read_text()


def takes_the_newest_base(sandbox: Sandbox, step: Step) -> None:
    dockerfile = sandbox.clone / "app" / "Dockerfile"
    sandbox.write("app/Dockerfile", (ROOT / "app" / "Dockerfile").read_text(encoding="utf-8"))
    before = dockerfile.read_text(encoding="utf-8").splitlines()
    sandbox.says("docker", f"{DIGEST}\n")
    passes(sandbox, step)
    ((old, new),) = [
        pair for pair in zip(before, dockerfile.read_text().splitlines(), strict=True) if len({*pair}) == 2
    ]
    assert new == f"{old.partition('@')[0]}@{DIGEST}"
    assert sandbox.calls[0][:4] == ["docker", "buildx", "imagetools", "inspect"]
    sandbox.says("docker", "no such image\n")
    fails(sandbox, step)
    assert f"@{DIGEST}\n" in dockerfile.read_text()


def applies(sandbox: Sandbox, step: Step) -> None:
    sandbox.write("build/change.patch", "")
    assert "Nothing has changed" in passes(sandbox, step, BRANCH="b", TITLE="t", PATHS="requirements/*")
    assert sandbox.output == ""
    sandbox.write("requirements/python.txt", "three")
    sandbox.write("elsewhere.yml", "not asked for\n")
    sandbox.git("add", "--intent-to-add", "elsewhere.yml")
    sandbox.write("build/change.patch", sandbox.git("diff") + "\n")
    sandbox.git("reset", "--quiet", "--hard")
    passes(sandbox, step, BRANCH="b", TITLE="t", PATHS="app/* requirements/*")
    assert sandbox.output == "changed=true\n"
    assert sandbox.git("diff", "--cached", "--name-only") == "requirements/python.txt"


def commits(sandbox: Sandbox, step: Step) -> None:
    sandbox.write("requirements/python.txt", "three")
    sandbox.git("add", "--all")
    passes(sandbox, step, BRANCH="proposed/prices", TITLE="Refresh the prices", GH_TOKEN="")
    assert sandbox.calls == [["gh", "auth", "setup-git"]]
    assert (
        sandbox.git("log", "-1", "--format=%s", "proposed/prices", at=sandbox.folder / "origin") == "Refresh the prices"
    )


def opens(sandbox: Sandbox, step: Step) -> None:
    sandbox.write("build/message.md", "moved\n")
    told = {"BRANCH": "proposed/prices", "TITLE": "Refresh the prices", "GH_TOKEN": ""}
    sandbox.says("gh", "0")
    passes(sandbox, step, **told)
    assert [call[1:3] for call in sandbox.calls] == [["pr", "list"], ["pr", "create"], ["workflow", "run"]]
    assert sandbox.calls[0][-3:] == ["isCrossRepository", "--jq", "map(select(.isCrossRepository | not)) | length"]
    assert (sandbox.clone / "build" / "body.md").read_text() == "```text\nmoved\n```\n"
    sandbox.says("gh", "1")
    passes(sandbox, step, **told)
    assert [call[1:3] for call in sandbox.calls[3:]] == [["pr", "list"], ["pr", "edit"], ["workflow", "run"]]


def warns(sandbox: Sandbox, step: Step) -> None:
    assert passes(sandbox, step).startswith("::warning::")


SCENARIOS: dict[str, Scenario] = {
    "Carry out": makes,
    "Install": makes,
    "Build the image": makes,
    "Let this machine run programs for arm64": prepares,
    "Let docker build for several processors": prepares,
    "Look for known vulnerabilities": makes,
    "Take newer versions": makes,
    "Compare with what is committed": compares,
    "Fail where a task has failed": judges,
    "Look whether it is whole": looks_at_archive,
    "Refuse what was never on main": refuses_what_was_never_on_main,
    "Write the settings": writes_settings,
    "Note what is deployed now": notes_what_is_deployed,
    "Refuse an older commit than the deployed one": refuses_an_older_commit,
    "Push the image": pushes,
    "Find the image": finds,
    "Deploy": deploys,
    "Verify": verifies,
    "Return to the release before": returns,
    "Say that the failed release stays": warns,
    "Compare what is deployed with its templates": tells_drift,
    "Show it on the page of the run": shows,
    "Read the price list": reads_prices,
    "prices/refresh/Write the difference": writes_difference_of_prices,
    "dependencies/lock/Write the difference": writes_difference_of_locks,
    "Take the newest image behind the tag of the base": takes_the_newest_base,
    "Apply it": applies,
    "Commit and push": commits,
    "Open the pull request, and have it tested": opens,
}


@pytest.mark.parametrize("key", STEPS)
def test_a_step_does_what_its_name_says(sandbox: Sandbox, key: str) -> None:
    scenario = SCENARIOS.get(key) or SCENARIOS[str(STEPS[key].told["name"])]

    scenario(sandbox, STEPS[key])
