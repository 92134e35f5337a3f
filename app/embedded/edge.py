"""What stands before the application on AWS, as a WSGI application: a folder served as CloudFront does."""

from __future__ import annotations

import contextlib
import gzip
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from wsgiref.headers import Headers
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from whitenoise import WhiteNoise

from embedded.distribution import PAGE, Distribution

API = ("/api/", "/admin/", "/static/", "/healthz/")
"""What the application answers where it has the same name as the site."""

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
# CloudFront compresses texts of at least this many bytes.
_WORTH_IT = 1000
_TEXTS = {".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"}


class Edge:
    """The site of a folder, anew whenever another page is published into it; and the application under its paths."""

    def __init__(self, site: Path, told: Distribution, application: WSGIApplication | None = None) -> None:
        self._site, self._told, self._application = site, told, application
        self._reading = threading.Lock()
        self._published: object = None
        self._files: Mapping[str, Any] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the folder, or have the application answer."""
        if self._application and environ["PATH_INFO"].startswith(API):
            return self._application(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._refuse(HTTPStatus.FORBIDDEN, environ, start_response)
        path = _path(environ)
        file = self._current().get(unquote(self._told.behavior(path).key(path)))
        with contextlib.suppress(FileNotFoundError):
            if file:
                return WhiteNoise.serve(file, environ, self._with_policy(start_response))  # type: ignore[no-any-return]
        return self._refuse(HTTPStatus.NOT_FOUND, environ, start_response)

    def _current(self) -> Mapping[str, Any]:
        """The files by their paths. Another page is published last, so that all that it needs is there."""
        try:
            page = (self._site / PAGE.lstrip("/")).stat()
        except FileNotFoundError:
            return {}
        published = (page.st_ino, page.st_mtime_ns)
        with self._reading:  # the first requests come together, and each would compress everything
            if published != self._published:
                self._files = self._read()
                self._published = published
            return self._files

    def _read(self) -> Mapping[str, Any]:
        """Every file, but none that a link leads to, and none that is unfinished or hidden."""
        paths = {f"/{path.relative_to(self._site).as_posix()}": path for path in sorted(self._site.rglob("*"))}
        files = {
            url: path for url, path in paths.items() if path.is_file() and not path.is_symlink() and "/." not in url
        }
        shelf = WhiteNoise(None, allow_all_origins=False, max_age=None, add_headers_function=self._add_headers)
        for url, path in files.items():
            if self._told.behavior(url).is_compressed and path.suffix in _TEXTS:
                _compress(path)
        stats = _stats(self._site)
        for url, path in files.items():
            if str(path) in stats:
                shelf.add_file_to_dictionary(url, str(path), stat_cache=stats)
        return dict(shelf.files)

    def _add_headers(self, headers: Headers, _: str, url: str) -> None:
        own = {"cache-control": _ASK_AGAIN if self._told.behavior(url).is_rewritten else _FOR_EVER}
        for name, value in self._told.answer(own).items():
            headers[name] = value

    def _with_policy(self, start_response: StartResponse) -> StartResponse:
        """Give the headers of all answers to those too that come without the file: 304 and 416."""

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: tuple[Any, Any, Any] | None = None
        ) -> Callable[[bytes], object]:
            given = {name.lower() for name, _ in headers}
            lacking = [(name, value) for name, value in self._told.headers.items() if name not in given]
            return start_response(status, [*headers, *lacking], exc_info)

        return start

    def _refuse(self, status: HTTPStatus, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Say so in plain text, and never by the page; the headers are those of all answers."""
        said = f"{status.phrase}\n".encode()
        own = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(said))}
        start_response(f"{status.value} {status.phrase}", list(self._told.answer(own).items()))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [said]


def _path(environ: WSGIEnvironment) -> str:
    """The path as it was sent, which is what CloudFront looks at."""
    sent = str(environ.get("RAW_URI", "")).partition("?")[0]
    return sent if sent.startswith("/") else quote(environ["PATH_INFO"], encoding="latin-1")


def _stats(folder: Path) -> Mapping[str, os.stat_result]:
    """Of every file, but of those that go while this looks, as what a newer site no longer needs."""
    stats = {}
    for path in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            stats[str(path)] = path.stat()
    return stats


def _compress(path: Path) -> None:
    """Put a compressed copy beside a file where it is worth it and not there yet; none beside what has gone."""
    copy = path.with_name(f"{path.name}.gz")
    unfinished = path.with_name(f".{copy.name}.{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size >= _WORTH_IT and not copy.exists():
            unfinished.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
            unfinished.replace(copy)
