"""Templates written to a folder of their own and read from there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from workbook.errors import SourceError
from workbook.template.model import Assembly, Stack
from workbook.template.source import load_assembly

Files: TypeAlias = "Mapping[str, str | bytes | dict[str, Any]]"


def write_files(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, (str, bytes)) else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Files], Path]:
    """Write files, a mapping as JSON, and give the folder that holds them."""
    return lambda files: write_files(tmp_path / "source", files)


@pytest.fixture
def load(folder: Callable[[Files], Path]) -> Callable[[Files], Assembly]:
    """The assembly of a folder with these files."""
    return lambda files: load_assembly(folder(files))


@pytest.fixture
def stack(folder: Callable[[Files], Path]) -> Callable[..., Stack]:
    """The stack `web` of one template, given as a mapping or as text."""

    def read(template: str | dict[str, Any]) -> Stack:
        (only,) = load_assembly(folder({"web.template.json": template}) / "web.template.json").stacks
        return only

    return read


@pytest.fixture
def faults(folder: Callable[[Files], Path]) -> Callable[..., list[str]]:
    """The sentences with which a source is refused: a template as text or mapping, or a folder of files."""

    def refuse(template: str | bytes | dict[str, Any] | None = None, *, files: Files | None = None) -> list[str]:
        if files is None:
            assert template is not None
            source = folder({"web.yaml": template}) / "web.yaml"
        else:
            source = folder(files)
        with pytest.raises(SourceError) as refused:
            load_assembly(source)
        assert not any(re.search(r"\{[a-z_]+\}", problem.en + problem.es) for problem in refused.value.problems)
        places = (f"{source}/", f"{source.parent}/")
        return [_without(places, problem.en) for problem in refused.value.problems]

    return refuse


def _without(places: tuple[str, ...], sentence: str) -> str:
    for place in places:
        sentence = sentence.replace(place, "")
    return sentence
