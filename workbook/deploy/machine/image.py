"""The image of the application for the local cloud: its code in one layer; its packages are those of this machine."""

from __future__ import annotations

import fnmatch
import gzip
import hashlib
import io
import json
import re
import tarfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbook.deploy import words
from workbook.deploy.target import Target
from workbook.errors import DeployError

_MANIFEST = "application/vnd.oci.image.manifest.v1+json"
_CONFIG = "application/vnd.oci.image.config.v1+json"
_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
# To this machine no proxy leads.
_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
# The registry of the local cloud takes any password.
_LOGIN = "Basic QVdTOmxvY2Fs"


@dataclass(frozen=True, slots=True)
class Image:
    """The three blobs of an image; the same code gives the same digest."""

    layer: bytes
    config: bytes

    @property
    def manifest(self) -> bytes:
        """What the registry lists."""
        parts = [(_CONFIG, self.config), (_LAYER, self.layer)]
        config, layer = [{"mediaType": kind, "digest": digest(blob), "size": len(blob)} for kind, blob in parts]
        return json.dumps(
            {"schemaVersion": 2, "mediaType": _MANIFEST, "config": config, "layers": [layer]}, sort_keys=True
        ).encode()


def build_image(folder: Path, build: str) -> Image:
    """The image of the application in that folder, as its Dockerfile says that it runs.

    Raises:
        DeployError: the Dockerfile does not say so in a form that can be read here.
    """
    dockerfile = (folder / "Dockerfile").read_text(encoding="utf-8")
    home = _last(dockerfile, "WORKDIR", "/opt/app", folder)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for file in sorted(_context(folder)):
            data = (folder / file).read_bytes()
            entry = tarfile.TarInfo(f"{home.lstrip('/')}/{file}")
            entry.size, entry.mode = len(data), 0o444
            tar.addfile(entry, io.BytesIO(data))
    layer = packed.getvalue()
    config = {
        "architecture": "arm64",
        "os": "linux",
        "config": {
            "Cmd": _command(dockerfile, folder),
            "Env": ["PYTHONUNBUFFERED=1", f"APP_BUILD={build}"],
            "WorkingDir": home,
        },
        "rootfs": {"type": "layers", "diff_ids": [digest(layer)]},
    }
    return Image(gzip.compress(layer, mtime=0), json.dumps(config, sort_keys=True).encode())


def push(image: Image, uri: str, target: Target) -> str:
    """Push an image to the repository of the local cloud with that address; its digest.

    Raises:
        DeployError: the repository refused it.
    """
    repository = uri.partition("/")[2]
    for blob in (image.layer, image.config):
        _ask(target, "POST", f"{repository}/blobs/uploads/?digest={digest(blob)}", blob, "application/octet-stream")
    name = digest(image.manifest)
    _ask(target, "PUT", f"{repository}/manifests/{name[7:19]}", image.manifest, _MANIFEST)
    return name


def digest(blob: bytes) -> str:
    """As registries name a blob."""
    return f"sha256:{hashlib.sha256(blob).hexdigest()}"


def _ask(target: Target, method: str, path: str, body: bytes, kind: str) -> None:
    headers = {"Content-Type": kind, "Authorization": _LOGIN}
    request = urllib.request.Request(f"{target.endpoint}/v2/{path}", body, headers, method=method)  # noqa: S310
    try:
        with _DIRECTLY.open(request, timeout=60):
            pass
    except OSError as error:
        raise DeployError(words.NOT_PUSHED.format(repository=path.partition("/")[0], reason=error)) from error


def _last(dockerfile: str, instruction: str, example: str, folder: Path) -> str:
    found: list[str] = re.findall(rf"^{instruction} (.+)$", dockerfile, re.MULTILINE)
    if not found:
        told = {"folder": folder, "instruction": instruction, "example": f"{instruction} {example}"}
        raise DeployError(words.BAD_DOCKERFILE.format(**told))
    return found[-1].strip()


def _command(dockerfile: str, folder: Path) -> list[str]:
    """The list of words that runs the application; a line for a shell is not taken apart here."""
    example = '["python", "-m", "gunicorn"]'
    try:
        words_of_it = json.loads(_last(dockerfile, "CMD", example, folder))
    except json.JSONDecodeError:
        words_of_it = None
    if not isinstance(words_of_it, list):
        told = {"folder": folder, "instruction": "CMD", "example": f"CMD {example}"}
        raise DeployError(words.BAD_DOCKERFILE.format(**told))
    return [str(each) for each in words_of_it]


def _context(folder: Path) -> Iterator[str]:
    """The files that .dockerignore lets through."""
    lines = (folder / ".dockerignore").read_text(encoding="utf-8").split("\n")
    wanted = [line[1:] for line in lines if line.startswith("!")]
    unwanted = [line.removeprefix("**/") for line in lines if line.startswith("**/")]
    for name in wanted:
        path = folder / name
        for file in [path] if path.is_file() else path.rglob("*"):
            parts = file.relative_to(folder).parts
            if file.is_file() and not any(fnmatch.fnmatch(part, each) for part in parts for each in unwanted):
                yield "/".join(parts)
