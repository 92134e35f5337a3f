"""What the assembly of our stacks says of itself."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workbook.deploy.stacks import SERVICE, STACKS

_KEPT = 3


def new_folder(folder: Path) -> Path:
    """A new folder in that one, for an assembly; those of the last commands stay there beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    made = Path(tempfile.mkdtemp(dir=folder))
    made.chmod(0o755)
    return made


def template_of(assembly: Path, stack: str) -> Mapping[str, Any]:
    """The template of a stack."""
    template: Mapping[str, Any] = json.loads((assembly / f"{stack}.template.json").read_text(encoding="utf-8"))
    return template


def is_same(deployed: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether a template says what was deployed, whatever the order of the keys.

    Of every character beyond ASCII, CloudFormation gives a question mark back.
    """
    before, after = (json.dumps(each, sort_keys=True, ensure_ascii=False) for each in (deployed, wanted))
    return before == after or (before.isascii() and before == after.encode("ascii", "replace").decode())


def api_of(assembly: Path) -> str:
    """The address of the API that it deploys."""
    return str(template_of(assembly, SERVICE)["Outputs"]["ApiUrl"]["Value"])


def platform_of(assembly: Path) -> str:
    """The platform that its tasks run on, as `linux/arm64`."""
    tasks = properties_of(assembly, "AWS::ECS::TaskDefinition")
    kinds = {task.get("RuntimePlatform", {}).get("CpuArchitecture", "X86_64") for task in tasks}
    return "linux/arm64" if kinds == {"ARM64"} else "linux/amd64"


def properties_of(assembly: Path, kind: str) -> list[Mapping[str, Any]]:
    """The properties of the resources of one type, in all stacks."""
    return [each.get("Properties", {}) for each in _resources(assembly) if each["Type"] == kind]


def count_types(assembly: Path) -> Counter[str]:
    """How many resources of each type all stacks have."""
    return Counter(each["Type"] for each in _resources(assembly))


def _resources(assembly: Path) -> Iterator[Mapping[str, Any]]:
    for name in STACKS:
        yield from template_of(assembly, name)["Resources"].values()
