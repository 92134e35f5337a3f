"""Nested stacks: the templates that a template includes from files beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from workbook.template import problems
from workbook.template.assets import Assets
from workbook.template.cycles import arrows
from workbook.template.files import Templates, inside
from workbook.template.raw import Raw, RawStack, mapping

NESTED_TYPE = "AWS::CloudFormation::Stack"

MAX_NESTED = 2000
"""Most nested stacks of one stack: the quota of stacks that CloudFormation gives an account in a Region."""

ASSET_HASH = re.compile(r"[0-9a-f]{64}(?=\.json)")
"""The hash in the address to which the CDK uploads the template of a nested stack."""


class Nesting:
    """Finds the templates of nested stacks inside one folder."""

    def __init__(self, root: Path, templates: Templates) -> None:
        self.root = root.resolve()
        self.templates = templates
        self.assets = Assets()

    def included(self, template: dict[str, Raw], file: Path) -> dict[str, Path]:
        """The local template of each nested stack by logical id; those that lie elsewhere are left out."""
        found = {}
        for name, body in mapping(template.get("Resources")).items():
            path = inside(self.root, file.parent, self._location(mapping(body), file))
            if path is not None and path.is_file():
                found[name] = path
        return found

    def nest(self, stack: RawStack, file: Path) -> set[Path]:
        """Give a stack its nested stacks, and those theirs; the files that were used."""
        used: list[Path] = []
        todo: list[tuple[RawStack, tuple[Path, ...]]] = [(stack, (file.resolve(),))]
        while todo:
            parent, files = todo.pop()
            for name, path in self.included(parent.template, files[-1]).items():
                if path in files:
                    circle = arrows(one.name for one in (*files[files.index(path) :], path))
                    self.templates.problems.append(problems.NESTED_CYCLE.format(cycle=circle))
                    return set(used)
                if len(used) >= MAX_NESTED:
                    fault = problems.TOO_MANY_STACKS.format(where=stack.where, limit=MAX_NESTED)
                    self.templates.problems.append(fault)
                    return set(used)
                used.append(path)
                child = self._child(parent, name, path)
                if child is not None:
                    todo.append((child, (*files, path)))
        return set(used)

    def _child(self, parent: RawStack, name: str, path: Path) -> RawStack | None:
        template = self.templates.at(path)
        if template is None:
            return None
        child = RawStack(f"{parent.name}-{name}", template, str(path), parent.region, parent.account)
        parent.children[name] = child
        return child

    def _location(self, resource: dict[str, Raw], file: Path) -> str | None:
        """The path that a nested stack gives for its template: as metadata, through its asset, or as a local path."""
        if resource.get("Type") != NESTED_TYPE:
            return None
        path = mapping(resource.get("Metadata")).get("aws:asset:path")
        if isinstance(path, str):
            return path
        url = mapping(resource.get("Properties")).get("TemplateURL")
        digest = ASSET_HASH.search(json.dumps(url))
        if digest:
            return self.assets.file(file.parent, digest[0])
        return url if isinstance(url, str) and "://" not in url else None
