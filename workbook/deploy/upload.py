"""The pages: assets first and for ever, the page that asks for them last and never kept."""

from __future__ import annotations

import mimetypes
import time
from pathlib import Path

from workbook.deploy import words
from workbook.deploy.target import Target
from workbook.errors import DeployError

PAGE = "index.html"
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
# The same on every machine, whatever its own lists say.
_KINDS = mimetypes.MimeTypes()
_KINDS.add_type("text/javascript", ".js")  # of which versions of Python have two opinions


def upload_site(target: Target, folder: Path, bucket: str, distribution: str) -> None:
    """Upload a published frontend, and have the distribution forget the page that it may have kept.

    What an earlier release has put there stays, for the tabs that are still open with it.

    Raises:
        DeployError: the folder holds no page.
    """
    if not (folder / PAGE).is_file():
        raise DeployError(words.NO_FRONTEND.format(folder=folder))
    s3 = target.client("s3")
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    for path in sorted(files, key=lambda path: path.name == PAGE):
        name = path.relative_to(folder).as_posix()
        kind, _ = _KINDS.guess_type(name)
        kept = _FOR_EVER if name.startswith("assets/") else _ASK_AGAIN
        headers = {"ContentType": kind or "application/octet-stream", "CacheControl": kept}
        s3.put_object(Bucket=bucket, Key=name, Body=path.read_bytes(), **headers)
    target.client("cloudfront").create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={
            "Paths": {"Quantity": 1, "Items": [f"/{PAGE}"]},
            "CallerReference": str(time.time_ns()),
        },
    )
