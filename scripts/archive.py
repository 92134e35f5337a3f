"""Look whether an archive holds the image for both platforms, each with provenance and bill of materials.

It prints `digest=sha256:...`, and writes the bills into a folder, as linux-arm64.spdx.json.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLATFORMS = ("linux/amd64", "linux/arm64")
BILL = "https://spdx.dev/Document"
PROVENANCE = "https://slsa.dev/provenance/"
REFERS_TO = "vnd.docker.reference.digest"
PREDICATE = "in-toto.io/predicate-type"


class ArchiveError(Exception):
    """What an archive lacks, in one sentence."""


def main(argv: Sequence[str] | None = None) -> int:
    """Print the digest and write the bills; 0, or 1 with a sentence on the error stream."""
    parser = argparse.ArgumentParser(description="Look whether the archive of an image is whole.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--bills", type=Path, required=True, help="the folder for the bills of materials")
    options = parser.parse_args(argv)
    try:
        with tarfile.open(options.archive) as tar:
            archive = Archive(tar)
            digest, bills = archive.digest(), archive.bills()
    except (ArchiveError, OSError, tarfile.TarError) as error:
        reason = str(error).splitlines()[0].rstrip(":")
        print(
            f"archive: {options.archive} cannot be used, {reason}; build it with make image ARCHIVE=", file=sys.stderr
        )
        return 1
    options.bills.mkdir(parents=True, exist_ok=True)
    for platform, bill in bills.items():
        file = options.bills / f"{platform.replace('/', '-')}.spdx.json"
        file.write_text(json.dumps(bill), encoding="utf-8")
    print(f"digest={digest}")
    return 0


@dataclass(frozen=True, slots=True)
class Archive:
    """An image layout of OCI in a tar file."""

    tar: tarfile.TarFile

    def digest(self) -> str:
        """The digest of the index, by which the image is deployed.

        Raises:
            ArchiveError: there is none, or more than one.
        """
        listed = self._json("index.json")["manifests"]
        if len(listed) != 1:
            raise ArchiveError(f"it lists {len(listed)} images, expected one index")
        return str(listed[0]["digest"])

    def bills(self) -> Mapping[str, Any]:
        """The bill of materials of each platform.

        Raises:
            ArchiveError: a platform, its bill or its provenance is missing.
        """
        manifests = self._blob(self.digest()).get("manifests", [])
        images = {f"{each['platform']['os']}/{each['platform']['architecture']}": each for each in manifests}
        missing = [platform for platform in PLATFORMS if platform not in images]
        if missing:
            raise ArchiveError(f"it lacks the image for {' and '.join(missing)}")
        return {platform: self._bill(platform, images[platform]["digest"], manifests) for platform in PLATFORMS}

    def _bill(self, platform: str, image: str, manifests: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - any JSON
        about = [each for each in manifests if each.get("annotations", {}).get(REFERS_TO) == image]
        layers = [layer for each in about for layer in self._blob(each["digest"])["layers"]]
        kinds = {layer.get("annotations", {}).get(PREDICATE, ""): layer["digest"] for layer in layers}
        if BILL not in kinds or not any(kind.startswith(PROVENANCE) for kind in kinds):
            found = ", ".join(sorted(kinds)) or "nothing"
            raise ArchiveError(f"it says {found} about {platform}, expected {BILL} and {PROVENANCE}")
        return self._blob(kinds[BILL])["predicate"]

    def _blob(self, digest: str) -> Any:  # noqa: ANN401 - any JSON
        return self._json(f"blobs/{digest.replace(':', '/')}")

    def _json(self, name: str) -> Any:  # noqa: ANN401 - any JSON
        try:
            member = self.tar.extractfile(name)
        except KeyError as error:
            raise ArchiveError(f"it lacks {name}") from error
        if member is None:
            raise ArchiveError(f"{name} in it is no file")
        return json.load(member)


if __name__ == "__main__":
    sys.exit(main())
