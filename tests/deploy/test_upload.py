from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workbook.deploy.target import Target
from workbook.deploy.upload import upload_site
from workbook.errors import DeployError


class Recorded:
    """Clients that note what they are asked for."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def put_object(self, **asked: Any) -> None:
        self.asked.append(asked)

    def create_invalidation(self, **asked: Any) -> None:
        self.asked.append(asked)


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Recorded:
    client = Recorded()
    monkeypatch.setattr(Target, "client", lambda *_: client)
    return client


def test_the_page_comes_after_all_that_it_asks_for_and_is_never_kept(tmp_path: Path, recorded: Recorded) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "robots.txt", "zero.json", "assets/a-1.js", "assets/z-1.css", ".unfinished"):
        (tmp_path / name).write_text(name)

    upload_site(Target("1", "us-east-1", None), tmp_path, "bucket", "E1")

    *files, invalidation = recorded.asked
    assert [each["Key"] for each in files] == [
        "assets/a-1.js", "assets/z-1.css", "robots.txt", "zero.json", "index.html",
    ]  # fmt: skip
    kept = {each["Key"]: (each["ContentType"], each["CacheControl"]) for each in files}
    assert kept["assets/a-1.js"] == ("text/javascript", "public, max-age=31536000, immutable")
    assert kept["index.html"] == ("text/html", "no-cache")
    assert kept["robots.txt"][1] == "no-cache"
    assert invalidation["InvalidationBatch"]["Paths"] == {"Quantity": 1, "Items": ["/index.html"]}


def test_a_folder_without_a_page_is_refused_before_anything_is_uploaded(tmp_path: Path, recorded: Recorded) -> None:
    (tmp_path / "a.js").touch()

    with pytest.raises(DeployError, match=r"holds no index\.html, expected a published frontend"):
        upload_site(Target("1", "us-east-1", None), tmp_path, "bucket", "E1")

    assert recorded.asked == []
