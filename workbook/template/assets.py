"""The asset manifests of a cloud assembly: which file of the assembly is uploaded under which hash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbook.errors import SourceError
from workbook.template.files import read_limited
from workbook.template.parse import parse_template
from workbook.template.raw import mapping


class Assets:
    """The files of cloud assemblies by their hash; the manifests of a folder are read when it is first asked for."""

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, str]] = {}

    def file(self, folder: Path, digest: str) -> str | None:
        """The path, relative to the folder, of the file that is uploaded under a hash; None where no manifest says."""
        if folder not in self._folders:
            self._folders[folder] = {
                digest: path for file in folder.glob("*.assets.json") for digest, path in _files(file)
            }
        return self._folders[folder].get(digest)


def _files(manifest: Path) -> Iterator[tuple[str, str]]:
    """Hash and path of the files in a manifest; none where it cannot be read, since templates are complete without."""
    try:
        files = mapping(parse_template(read_limited(manifest), str(manifest)).get("files"))
    except SourceError:
        return
    for digest, asset in files.items():
        path = mapping(mapping(asset).get("source")).get("path")
        if isinstance(path, str):
            yield digest, path
