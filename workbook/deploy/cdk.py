"""The CDK CLI, called with exactly these arguments."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbook.deploy import words
from workbook.deploy.stacks import Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError
from workbook.lang import Text

_EVENT = re.compile(
    r"^(?P<stack>\S+) \| +(?P<done>\d+)(?:/(?P<all>\d+))? \| .*? \| "
    r"(?P<status>[A-Z_]+) +\| (?P<type>\S+) +\| (?P<name>.*)$"
)
_STACK = "AWS::CloudFormation::Stack"
_BOOTSTRAPPED = "/cdk-bootstrap/hnb659fds/version"
_OLDEST_BOOTSTRAP = 6
"""What the templates of this version of CDK demand of the account."""


@dataclass(frozen=True, slots=True)
class Event:
    """What CloudFormation says of one resource."""

    stack: str
    done: int
    total: int | None
    status: str
    type: str
    name: str


Listener = Callable[[Event], None]


@dataclass(slots=True)
class Count:
    """How many resources of each stack are done, since the CLI counts some twice and others never."""

    _done: dict[str, set[str]] = field(default_factory=dict)

    def counted(self, event: Event) -> Event:
        """The event with the number of those that are done, which its stack alone brings to the total."""
        done = self._done.setdefault(event.stack, set())
        if not event.status.endswith("_IN_PROGRESS"):
            done.add(event.name)
        is_whole = event.type == _STACK and event.name in done
        total = len(done) if is_whole else event.total and max(event.total, len(done))
        return replace(event, done=len(done), total=total)


@dataclass(frozen=True, slots=True)
class Cdk:
    """Works on one assembly, at one target."""

    program: Path
    assembly: Path
    target: Target

    def is_bootstrapped(self) -> bool:
        """Whether the account is prepared in every region that is deployed to."""
        stacks = Stacks(self.target)
        is_recent = all(self._bootstrap_version(region) >= _OLDEST_BOOTSTRAP for region in stacks.regions)
        return is_recent and not stacks.is_toolkit_broken

    def _bootstrap_version(self, region: str) -> int:
        found = self.target.client("ssm", region).get_parameters(Names=[_BOOTSTRAPPED])["Parameters"]
        return int(found[0]["Value"]) if found else 0

    def bootstrap(self, listen: Listener) -> None:
        """Prepare the account in every region that is deployed to.

        Raises:
            DeployError: the CLI failed.
        """
        regions = [f"aws://{self.target.account}/{region}" for region in Stacks(self.target).regions]
        self._run(words.BOOTSTRAPPING, ["bootstrap", *regions], listen)

    def deploy(self, stacks: Sequence[str], listen: Listener, parameters: Mapping[str, str] | None = None) -> None:
        """Deploy these stacks and no other; parameters that are not named keep their values.

        Raises:
            DeployError: the CLI failed, and CloudFormation has rolled back.
        """
        given = [f"--parameters={name}={value}" for name, value in (parameters or {}).items()]
        how = ["--exclusively", "--require-approval=never", "--progress=events"]
        self._run(words.DEPLOYING.format(stacks=", ".join(stacks)), ["deploy", *stacks, *how, *given], listen)

    def diff(self, stacks: Sequence[str]) -> Sequence[str]:
        """What it says of the differences between these stacks and what is deployed, by their templates alone.

        Raises:
            DeployError: the CLI failed.
        """
        # Without a change set nothing is written, and what is replaced follows from the schemas of AWS.
        return self._run(words.COMPARING, ["diff", *stacks, "--exclusively", "--method=template"], _ignore)

    def destroy(self, listen: Listener) -> None:
        """Delete every stack of the assembly, those that others need last.

        Raises:
            DeployError: the CLI failed.
        """
        self._run(words.DESTROYING, ["destroy", "--all", "--force"], listen)

    def _run(self, step: Text, arguments: Sequence[str], listen: Listener) -> Sequence[str]:
        if not self.program.exists():
            raise DeployError(words.NO_CDK.format(program=self.program))
        command = [str(self.program), *arguments, f"--app={self.assembly}"]
        started = subprocess.Popen(
            command,
            env=self.target.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        said: list[str] = []
        count = Count()
        with started:
            for line in started.stdout or ():
                said.append(line.rstrip())
                for event in events([line.rstrip()]):
                    listen(count.counted(event))
        if started.returncode != 0:
            raise DeployError(words.STEP_FAILED.format(step=step, code=started.returncode, reason=_reason(said)))
        return said


def program_of(root: Path) -> Path:
    """The CLI of a checkout."""
    return root / "infra" / "node_modules" / ".bin" / "cdk"


def events(lines: Sequence[str]) -> Iterator[Event]:
    """What the CLI says of resources; other lines tell nothing.

    >>> next(events(["Net | 3/9 | 2:41:43 AM | CREATE_COMPLETE | AWS::EC2::VPC | Vpc (Vpc8378EB38)"])).done
    3
    """
    for line in lines:
        found = _EVENT.match(line)
        if found:
            total = int(found["all"]) if found["all"] else None
            yield Event(
                found["stack"], int(found["done"]), total, found["status"], found["type"], found["name"].strip()
            )


def _ignore(_: Event) -> None:
    """Of whoever does not listen."""


def _reason(said: Sequence[str]) -> str:
    """The first line that tells of a failure, else the last."""
    told = [line for line in said if line.strip()]
    failed = [line for line in told if "_FAILED" in line or "❌" in line or "rror" in line]
    return (failed or told or ["-"])[0]
