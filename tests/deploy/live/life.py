"""What becomes of every type while its stacks are deployed, changed where they stand, and deleted."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from deploy.live.changes import Changed, change, let_go
from workbook.deploy.live.apis import Apis
from workbook.deploy.live.deployed import deployment_of
from workbook.deploy.live.engine import report_of
from workbook.deploy.live.model import Report
from workbook.deploy.refusals import ClientError
from workbook.deploy.target import Target
from workbook.template.source import load_assembly

PATIENCE = 90  # seconds
CAPABILITIES = ["CAPABILITY_NAMED_IAM"]


class Life:
    """One deployment of an assembly, which is read back after each step of its life."""

    def __init__(self, target: Target, assembly: Path, folder: Path) -> None:
        self.target = target
        self.assembly = assembly
        self.folder = folder
        self.client = target.client("cloudformation")
        self.apis = Apis(target)
        self.order = [str(stack.name) for stack in load_assembly(assembly).stacks]

    def read(self) -> Report:
        self.apis = self.apis.anew()
        return report_of(deployment_of(self.apis, self.assembly), self.apis)

    def change(self) -> tuple[Changed, ...]:
        """Change one resource of each type where it stands, and let go of all of them."""
        self.assembly = Path(shutil.copytree(self.assembly, self.folder / "changed"))
        changed = change(self.assembly)
        let_go(self.assembly)
        for stack in self.order:
            body = (self.assembly / f"{stack}.template.json").read_text(encoding="utf-8")
            kept = [{"ParameterKey": name, "UsePreviousValue": True} for name in self._parameters(stack)]
            self.client.update_stack(StackName=stack, TemplateBody=body, Parameters=kept, Capabilities=CAPABILITIES)
            self._wait(stack, "UPDATE_COMPLETE")
        return changed

    def end(self, destroy: Callable[[], object]) -> Report:
        """Delete every stack; what the report calls missing has gone, and what it calls equal is still there."""
        before = deployment_of(self.apis.anew(), self.assembly)
        destroy()
        for stack in self.order:
            self._wait(stack, "DELETE_COMPLETE")
        return report_of(before, self.apis.anew())

    def _parameters(self, stack: str) -> Iterator[str]:
        told = self.client.describe_stacks(StackName=stack)["Stacks"][0]
        return (each["ParameterKey"] for each in told.get("Parameters", []))

    def _wait(self, stack: str, wanted: str) -> None:
        end = time.monotonic() + PATIENCE
        while (status := self._status(stack)) != wanted:
            if time.monotonic() > end or not status.endswith("_IN_PROGRESS"):
                raise AssertionError(f"{stack} is {status}, expected {wanted}: {self._reasons(stack)}")
            time.sleep(0.1)

    def _status(self, stack: str) -> str:
        try:
            status: str = self.client.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        except ClientError:
            return "DELETE_COMPLETE"
        return "UPDATE_COMPLETE" if status == "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS" else status

    def _reasons(self, stack: str) -> list[str]:
        events = self.client.describe_stack_events(StackName=stack)["StackEvents"]
        return [
            f"{each['LogicalResourceId']}: {each.get('ResourceStatusReason')}"
            for each in events
            if each["ResourceStatus"].endswith("_FAILED")
        ]
