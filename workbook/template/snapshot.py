"""The committed form of a synthesized assembly: only what the sources decide, so equal sources give equal bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from workbook.output import make_folder, replace_file
from workbook.template.manifest import MANIFEST, STACK
from workbook.template.raw import Raw, mapping
from workbook.template.source import PROFILES, SNAPSHOTS
from workbook.template.synthesis import Progress, synthesize

__all__ = ["PROFILES", "refresh_snapshot", "snapshot_differences", "snapshot_files", "write_snapshot"]


def refresh_snapshot(profile: str, *, progress: Progress | None = None) -> tuple[str, ...]:
    """Synthesizes a profile and brings its committed snapshot up to date; the names of the files that changed.

    Raises:
        ProfileError: there is no such profile.
        ToolError: the profile cannot be synthesized.
        OutputError: the snapshot cannot be written.
    """
    return write_snapshot(synthesize(profile, progress=progress), SNAPSHOTS / profile)


def snapshot_differences(profile: str, *, progress: Progress | None = None) -> tuple[str, ...]:
    """The names of the files in which the committed snapshot differs from what the sources give now.

    Raises:
        ProfileError: there is no such profile.
        ToolError: the profile cannot be synthesized.
    """
    return _differences(snapshot_files(synthesize(profile, progress=progress)), SNAPSHOTS / profile)


def write_snapshot(assembly: Path, target: Path) -> tuple[str, ...]:
    """Writes an assembly as a snapshot, file by file and each in one step; the names of the files that changed.

    Raises:
        OutputError: the snapshot cannot be written.
    """
    files = snapshot_files(assembly)
    changed = _differences(files, target)
    make_folder(target)
    for name in changed:
        if name in files:
            replace_file(target / name, files[name])
        else:
            (target / name).unlink()
    return changed


def snapshot_files(assembly: Path) -> Mapping[str, bytes]:
    """The files of a snapshot: the templates, and a manifest that makes them a cloud assembly of their own."""
    manifest = _read(assembly / MANIFEST)
    artifacts = {
        name: mapping(artifact)
        for name, artifact in mapping(manifest["artifacts"]).items()
        if mapping(artifact).get("type") == STACK
    }
    files = {
        MANIFEST: _bytes(
            {
                "version": manifest["version"],
                "artifacts": {name: _artifact(content, set(artifacts)) for name, content in artifacts.items()},
            }
        )
    }
    for content in artifacts.values():
        template = str(mapping(content["properties"])["templateFile"])
        files[template] = _bytes(_without_bootstrap(_read(assembly / template)))
    return files


def _artifact(content: dict[str, Raw], stacks: set[str]) -> dict[str, Raw]:
    """A stack in the manifest, without the hashes, roles and buckets through which one account deploys it."""
    properties = mapping(content["properties"])
    needs = content.get("dependencies")
    dependencies: list[Raw] = []
    if isinstance(needs, list):
        dependencies.extend(sorted(need for need in needs if isinstance(need, str) and need in stacks))
    return {
        "type": STACK,
        "environment": content["environment"],
        "displayName": content["displayName"],
        "properties": {"templateFile": properties["templateFile"]},
        "dependencies": dependencies,
    }


def _without_bootstrap(template: dict[str, Raw]) -> dict[str, Raw]:
    """The template without the check that the account was bootstrapped, which is the tool's and not the app's."""
    parameters = {k: v for k, v in mapping(template.get("Parameters")).items() if k != "BootstrapVersion"}
    rules = {k: v for k, v in mapping(template.get("Rules")).items() if k != "CheckBootstrapVersion"}
    rest = {key: value for key, value in template.items() if key not in {"Parameters", "Rules"}}
    return {**rest, **({"Parameters": parameters} if parameters else {}), **({"Rules": rules} if rules else {})}


def _differences(files: Mapping[str, bytes], target: Path) -> tuple[str, ...]:
    committed = {path.name: path.read_bytes() for path in target.glob("*.json")}
    return tuple(sorted(name for name in {*files, *committed} if files.get(name) != committed.get(name)))


def _read(path: Path) -> dict[str, Raw]:
    content: dict[str, Raw] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _bytes(content: dict[str, Raw]) -> bytes:
    return (json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
