"""Archives of images as buildx writes them, as far as they are looked at."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

PLATFORMS = ("amd64", "arm64")
KINDS = ("https://spdx.dev/Document", "https://slsa.dev/provenance/v1")


def write_archive(file: Path, platforms: Collection[str] = PLATFORMS, kinds: Collection[str] = KINDS) -> str:
    """Write one; the digest of its index."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(file, "w") as tar:
        manifests = []
        for platform in platforms:
            image = _blob(tar, {"config": platform, "layers": []})
            manifests.append({"digest": image, "platform": {"os": "linux", "architecture": platform}})
            said = [
                {
                    "digest": _blob(tar, {"predicateType": kind, "predicate": {"name": platform, "kind": kind}}),
                    "annotations": {"in-toto.io/predicate-type": kind},
                }
                for kind in kinds
            ]
            about = {"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": image}
            unknown = {"os": "unknown", "architecture": "unknown"}
            manifests.append({"digest": _blob(tar, {"layers": said}), "platform": unknown, "annotations": about})
        index = _blob(tar, {"manifests": manifests})
        _add(tar, "index.json", {"manifests": [{"digest": index}]})
    return index


def _blob(tar: tarfile.TarFile, content: Any) -> str:
    digest = hashlib.sha256(json.dumps(content).encode()).hexdigest()
    _add(tar, f"blobs/sha256/{digest}", content)
    return f"sha256:{digest}"


def _add(tar: tarfile.TarFile, name: str, content: Any) -> None:
    data = json.dumps(content).encode()
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    tar.addfile(entry, io.BytesIO(data))
