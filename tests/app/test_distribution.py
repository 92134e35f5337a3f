"""What `make app` serves for the site is what the template says of CloudFront."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from embedded.distribution import TEMPLATE, Behavior, UnknownDistributionError, distribution
from repo.node import node
from repo.tracked import ROOT

PATHS = [
    "/",
    "",
    "/index.html",
    "/sign-in",
    "/products/42",
    "/robots.txt",
    "/a.b/c",
    "/a.b/c.",
    "/a.",
    "/.well-known/x",
    "/.x",
    "/a/.",
    "/..",
    "/a..b",
    "/a.b\n",
    "/a\n.b",
    "/a.\n",
    "/x.tar.gz",
    "/a%2Eb",
    "//",
    "/a.b/",
]
RUN = """
const { readFileSync } = require("node:fs");
const paths = JSON.parse(readFileSync(0, "utf8"));
const handler = new Function(readFileSync(process.argv[1], "utf8") + "; return handler;")();
console.log(JSON.stringify(paths.map((uri) => handler({ request: { uri } }).uri)));
"""


def by_cloudfront(paths: list[str]) -> list[str]:
    ended = node("-e", RUN, str(ROOT / "infra/inventory_infra/single_page_app.js"), given=json.dumps(paths))
    assert ended.stderr == ""
    answer: list[str] = json.loads(ended.stdout)
    return answer


def template(folder: Path, kind: str, **changes: Any) -> Path:
    """The template with other properties of the one resource of a type."""
    document = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    (resource,) = (each for each in document["Resources"].values() if each["Type"] == kind)
    next(iter(resource["Properties"].values())).update(changes)
    changed = folder / "template.json"
    changed.write_text(json.dumps(document), encoding="utf-8")
    return changed


def test_paths_are_rewritten_as_the_function_does_it() -> None:
    chance = random.Random(7)  # noqa: S311 - the same paths each time
    made = ["/" + "".join(chance.choices("ab./%\n-é", k=chance.randrange(9))) for _ in range(2000)]
    paths = [*PATHS, *made]
    behavior = Behavior("*", is_rewritten=True, is_compressed=False)

    assert [behavior.key(path) for path in paths] == by_cloudfront(paths)


def test_assets_are_what_they_are_and_all_else_is_rewritten() -> None:
    told = distribution()

    assert told.behavior("/assets/none").key("/assets/none") == "/assets/none"
    assert told.behavior("/assets").key("/assets") == "/index.html"
    assert told.behavior("/").key("/") == "/index.html"
    assert told.behavior("/assets/a.js").is_compressed


def test_every_header_of_the_policy_is_there() -> None:
    told = distribution()
    text = TEMPLATE.read_text(encoding="utf-8")

    assert set(told.headers) >= {
        "content-security-policy",
        "cross-origin-opener-policy",
        "permissions-policy",
        "referrer-policy",
        "strict-transport-security",
        "x-content-type-options",
        "x-frame-options",
    }
    assert json.dumps(told.headers["content-security-policy"]) in text
    assert told.headers["x-frame-options"] == "DENY"


def test_a_header_that_gives_way_stands_where_a_file_has_none() -> None:
    told = distribution()

    assert told.answer({})["cache-control"] == "no-cache"
    assert told.answer({"cache-control": "max-age=1"})["cache-control"] == "max-age=1"
    assert told.answer({"x-frame-options": "SAMEORIGIN"})["x-frame-options"] == "DENY"


def test_another_origin_of_the_api_is_all_that_changes() -> None:
    before = distribution().headers["content-security-policy"]
    after = distribution().talking_to("http://127.0.0.1:8123").headers["content-security-policy"]

    assert after.replace("http://127.0.0.1:8123", "https://api.inventory.example.com") == before
    assert after != before


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("AWS::CloudFront::ResponseHeadersPolicy", {"CorsConfig": {}}),
        ("AWS::CloudFront::ResponseHeadersPolicy", {"SecurityHeadersConfig": {"XSSProtection": {"Override": True}}}),
        ("AWS::CloudFront::Distribution", {"CustomErrorResponses": [{"ErrorCode": 403}]}),
    ],
)
def test_what_is_not_understood_is_not_passed_over(tmp_path: Path, kind: str, changes: Any) -> None:
    with pytest.raises(UnknownDistributionError, match=r"(CorsConfig|XSSProtection|CustomErrorResponses) "):
        distribution(template(tmp_path, kind, **changes))
