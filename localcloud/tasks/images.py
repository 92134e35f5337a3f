"""Images: pulled from the emulator's registry by their digests, and unpacked once."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ministack.services import ecr


class ImageNotFound(Exception):  # noqa: N818 - the emulator expects this name
    """The registry has no such image."""


@dataclass(frozen=True, slots=True)
class Image:
    """A folder that holds the files of an image, and what its configuration says."""

    root: Path
    config: Mapping[str, Any]

    @property
    def command(self) -> list[str]:
        """What it runs by itself."""
        return [*(self.config.get("Entrypoint") or []), *(self.config.get("Cmd") or [])]

    @property
    def environment(self) -> dict[str, str]:
        """Its variables; a path that stands in the image is where it is on this machine."""
        pairs = (each.partition("=") for each in self.config.get("Env") or [])
        return {name: self._here(value) for name, _, value in pairs}

    @property
    def folder(self) -> Path:
        """Where its command starts."""
        return self.root / str(self.config.get("WorkingDir") or "/").lstrip("/")

    def _here(self, value: str) -> str:
        path = self.root / value.lstrip("/")
        return str(path) if value.startswith("/") and path.exists() else value


@dataclass(frozen=True, slots=True)
class Images:
    """What the emulator asks about images; one that it pulls is unpacked into the folder."""

    folder: Path

    def pull(self, name: str, **_: object) -> Pulled:
        """Unpack an image where it is not yet.

        Raises:
            ImageNotFound: the registry does not hold it, or not all of it.
        """
        repository, digest = _parts(name)
        if not (self.folder / digest).exists():
            self._unpack(repository, digest)
        return Pulled(digest)

    def get(self, name: str) -> Pulled:
        """An image that was unpacked.

        Raises:
            ImageNotFound: it was not.
        """
        _, digest = _parts(name)
        if not (self.folder / digest).exists():
            raise ImageNotFound(f"{name} is not on this machine")
        return Pulled(digest)

    def get_registry_data(self, name: str, **_: object) -> Pulled:
        """The digest of an image in the registry.

        Raises:
            ImageNotFound: the registry does not hold it.
        """
        return Pulled(_parts(name)[1])

    def image(self, name: str) -> Image:
        """An image, pulled where it is not here yet.

        Raises:
            ImageNotFound: the registry does not hold it, or not all of it.
        """
        root = self.folder / self.pull(name).id
        return Image(root / "files", json.loads((root / "config.json").read_text()))

    def _unpack(self, repository: str, digest: str) -> None:
        unfinished = self.folder / f"{digest}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            self._write(repository, digest, unfinished)
        except OSError:  # a full disk is to have its room again
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        unfinished.rename(self.folder / digest)

    def _write(self, repository: str, digest: str, unfinished: Path) -> None:
        (unfinished / "files").mkdir(parents=True)
        manifest = json.loads(_manifest(repository, digest))
        for layer in manifest["layers"]:
            data = _bytes(ecr._v2_get_blob(repository, layer["digest"]), layer["digest"])
            plain = gzip.decompress(data) if "gzip" in layer["mediaType"] else data
            with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
                tar.extractall(unfinished / "files", filter="data")
        described = _bytes(ecr._v2_get_blob(repository, manifest["config"]["digest"]), "its configuration")
        config = json.loads(described).get("config", {})
        (unfinished / "config.json").write_text(json.dumps(config))


@dataclass(frozen=True, slots=True)
class Pulled:
    """An image as the emulator knows it."""

    id: str

    def tag(self, *_: object, **__: object) -> bool:
        """Images go by their digests here, so there is nothing to do."""
        return True


def _parts(name: str) -> tuple[str, str]:
    """Repository and digest of a name like `host/repository@sha256:…` or `host/repository:tag`."""
    path = name.partition("/")[2]
    repository, _, digest = path.partition("@")
    if digest:
        return repository, digest
    repository, _, tag = path.partition(":")
    digest, _, _ = ecr._resolve_manifest(repository, tag or "latest")
    if digest is None:
        raise ImageNotFound(f"{name} is not in the registry; push it first")
    return repository, digest


def _manifest(repository: str, digest: str) -> str:
    """As it was pushed, be it through the API or as registries do."""
    for each in ecr._images.get(repository, []):
        if each["imageDigest"] == digest and each["imageManifest"]:
            return str(each["imageManifest"])
    return _bytes(ecr._v2_get_manifest(repository, digest), digest).decode()


def _bytes(answer: tuple[int, Any, bytes], what: str) -> bytes:
    status, _, body = answer
    if status != 200:
        raise ImageNotFound(f"the registry does not hold {what}; push the image again")
    return body
