from __future__ import annotations

import gzip
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Barrier
from unittest.mock import Mock
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.urls import get_resolver

from config.health import LIVE, READY
from embedded.distribution import distribution
from embedded.edge import API, Edge

SCRIPT = "console.log(1);" * 100
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("the page" * 200)
    (folder / "robots.txt").write_text("robots")
    (folder / "assets" / "main-1.js").write_text(SCRIPT)
    (folder / "assets" / "small-1.js").write_text("1")
    return folder


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [("content-type", "text/plain")])
    return [f"the application at {environ['PATH_INFO']}".encode()]


class Answer:
    def __init__(self, edge: Edge, path: str, method: str = "GET", **headers: str) -> None:
        environ: WSGIEnvironment = {"REQUEST_METHOD": method, "PATH_INFO": path, "RAW_URI": path, **headers}
        setup_testing_defaults(environ)
        parts = edge(environ, self._start)
        self.body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()

    def _start(self, status: str, headers: list[tuple[str, str]], _: object = None) -> BytesIO:
        self.status = int(status.split(maxsplit=1)[0])
        self.headers = {name.lower(): value for name, value in headers}
        return BytesIO()


@pytest.fixture
def edge(site: Path) -> Edge:
    return Edge(site, distribution(), application)


@pytest.mark.parametrize("path", ["/", "/index.html", "/sign-in", "/products/42", "//", "/..", "/admin"])
def test_paths_of_the_pages_are_the_page(edge: Edge, path: str) -> None:
    answer = Answer(edge, path)

    assert (answer.status, answer.body) == (200, b"the page" * 200)
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"
    assert "content-encoding" not in answer.headers  # what the edge does not keep, it does not compress


@pytest.mark.parametrize(
    "path",
    [
        "/assets/none.js",
        "/assets/",
        "/assets/main-1",
        "/none.txt",
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/../outside.txt",
        "/..%2foutside.txt",
        "/link.txt",
        "/linked/outside.txt",
        "/.hidden.txt",
        "/assets/main-1.js.gz",
    ],
)
def test_what_is_missing_is_said_to_be_and_nothing_outside_is_reached(edge: Edge, site: Path, path: str) -> None:
    (site.parent / "outside.txt").write_text("secret")
    (site / "link.txt").symlink_to(site.parent / "outside.txt")
    (site / "linked").symlink_to(site.parent)
    (site / ".hidden.txt").write_text("secret")

    answer = Answer(edge, path, HTTP_ACCEPT_ENCODING="gzip")

    assert (answer.status, answer.body) == (404, b"Not Found\n")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", ["/", "/robots.txt", "/assets/main-1.js", "/assets/none.js"])
def test_every_answer_has_the_headers_of_the_policy(edge: Edge, path: str) -> None:
    answer = Answer(edge, path)

    assert distribution().headers.items() <= answer.headers.items()
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "status"), [({"HTTP_IF_NONE_MATCH": "the tag"}, 304), ({"HTTP_RANGE": "bytes=9999-"}, 416)]
)
def test_an_answer_without_the_file_has_the_headers_of_the_policy(
    edge: Edge, asked: dict[str, str], status: int
) -> None:
    tag = Answer(edge, "/").headers["etag"]

    answer = Answer(edge, "/", **{name: value.replace("the tag", tag) for name, value in asked.items()})

    assert (answer.status, answer.body) == (status, b"")
    assert distribution().headers.items() <= answer.headers.items()


def test_assets_are_kept_for_ever_and_compressed_where_it_is_worth_it(edge: Edge) -> None:
    packed = Answer(edge, "/assets/main-1.js", HTTP_ACCEPT_ENCODING="gzip, br")
    plain = Answer(edge, "/assets/main-1.js")
    small = Answer(edge, "/assets/small-1.js", HTTP_ACCEPT_ENCODING="gzip")

    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body).decode() == plain.body.decode() == SCRIPT
    assert {each.headers["cache-control"] for each in (packed, plain, small)} == {FOR_EVER}
    assert small.body == b"1"


def test_it_is_asked_by_get_and_head_alone(edge: Edge) -> None:
    head = Answer(edge, "/", "HEAD")

    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "1600")
    assert Answer(edge, "/none.txt", "HEAD").body == b""
    assert [Answer(edge, path, "POST").status for path in ("/", "/sign-in", "/robots.txt")] == [403, 403, 403]


@pytest.mark.parametrize("path", ["/api/v1/session", "/admin/", "/static/admin/base.css", LIVE, READY])
def test_the_application_answers_under_its_own_paths(edge: Edge, path: str) -> None:
    assert Answer(edge, path, "POST").body.decode() == f"the application at {path}"


def test_every_path_of_the_application_is_one_of_its_own() -> None:
    patterns = [str(each.pattern) for each in get_resolver().url_patterns if str(each.pattern)]
    paths = [settings.STATIC_URL, *(f"/{pattern}" for pattern in patterns)]

    assert [path for path in paths if not path.startswith(API)] == []


def test_another_page_is_served_as_soon_as_it_is_published(edge: Edge, site: Path) -> None:
    assert Answer(edge, "/assets/main-2.js").status == 404

    (site / "assets" / "main-2.js").write_text("2")
    assert Answer(edge, "/assets/main-2.js").status == 404  # its page is not there yet
    (site / ".unfinished").write_text("another page")
    (site / ".unfinished").replace(site / "index.html")

    assert Answer(edge, "/").body == b"another page"
    assert Answer(edge, "/assets/main-2.js").body == b"2"
    assert Answer(edge, "/assets/main-1.js").status == 200  # for tabs that are open


def test_the_first_requests_may_come_together(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(100):
        (site / "assets" / f"part-{number}.js").write_text(SCRIPT)
    edge, together = Edge(site, distribution()), Barrier(8)
    compress = Mock(wraps=gzip.compress)
    monkeypatch.setattr(gzip, "compress", compress)

    def ask(number: int) -> int:
        together.wait()
        return Answer(edge, f"/assets/part-{number}.js").status

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [200] * 8
    assert compress.call_count == 101


def test_a_file_that_goes_while_the_site_is_read_is_missing(
    edge: Edge, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def list_and_forget(folder: Path, pattern: str) -> Iterable[Path]:
        paths = [*folder.glob(f"**/{pattern}")]
        (site / "assets" / "main-1.js").unlink(missing_ok=True)
        return paths

    monkeypatch.setattr(Path, "rglob", list_and_forget)

    assert Answer(edge, "/assets/main-1.js").status == 404
    assert Answer(edge, "/assets/small-1.js").status == 200


def test_a_file_that_went_is_missing(edge: Edge, site: Path) -> None:
    assert Answer(edge, "/robots.txt").status == 200

    (site / "robots.txt").unlink()
    assert Answer(edge, "/robots.txt").status == 404
    (site / "index.html").unlink()
    assert Answer(edge, "/").status == 404


def test_a_page_that_is_known_is_not_sent_again(edge: Edge) -> None:
    tag = Answer(edge, "/").headers["etag"]

    assert Answer(edge, "/", HTTP_IF_NONE_MATCH=tag).status == 304
