"""A browser without a window, in front of a server of this machine."""

from __future__ import annotations

import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from repo.tracked import ROOT
from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.acceptance.model import UnexpectedError
from workbook.deploy.acceptance.pages import (
    has_certificate,
    has_headers,
    misses_assets,
    opens_deep_links,
    redirects,
    speaks_new_tls,
)
from workbook.deploy.place import Door

NAME = "app.example.com.localhost"
GOOD = {
    "Content-Security-Policy": "connect-src https://api.example.com",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=1",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
MAKE = """
import sys
from pathlib import Path
from localcloud.authority import Authority
authority = Authority(Path(sys.argv[1]))
print(*authority.sign(sys.argv[2]), authority.certificate_file)
"""


class Site(ThreadingHTTPServer):
    """Pages that a test may spoil."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.headers = dict(GOOD)
        self.deep, self.missing, self.target = b"page", 404, ""
        self.seen: list[dict[str, str]] = []


class Page(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.seen.append(dict(self.headers))
        if not isinstance(self.connection, ssl.SSLSocket):
            self._answer(301, b"", {"Location": self.server.target + self.path})
        elif self.path == "/":
            self._answer(200, b"page", {**self.server.headers, "Set-Cookie": "a=1; Path=/"})
        elif self.path.startswith("/products"):
            self._answer(200, self.server.deep, self.server.headers)
        else:
            self._answer(self.server.missing, b"", {})

    def do_POST(self) -> None:
        self.do_GET()

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Files of certificate, key and authority, from that of the local cloud."""
    folder = tmp_path_factory.mktemp("authority")
    python = ROOT / "localcloud" / ".venv" / "bin" / "python"
    made = subprocess.run([python, "-c", MAKE, folder, NAME], cwd=ROOT, capture_output=True, text=True, check=True)
    return made.stdout.split()


def serve(site: Site) -> threading.Thread:
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    return thread


@pytest.fixture
def sites(certificate: list[str]) -> Iterator[tuple[Site, Site]]:
    """One for http, one for https."""
    plain, secure = Site(), Site()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate[:2])
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    threads = [serve(plain), serve(secure)]
    plain.target = f"https://{NAME}:{secure.server_port}"
    yield plain, secure
    for site, thread in zip((plain, secure), threads, strict=True):
        site.shutdown()
        thread.join()
        site.server_close()


@pytest.fixture
def browser(sites: tuple[Site, Site], certificate: list[str]) -> Browser:
    plain, secure = sites
    return Browser(Door(NAME, "127.0.0.1", plain.server_port, secure.server_port, Path(certificate[2])))


def test_what_is_well_works(browser: Browser) -> None:
    assert redirects(browser).en.startswith("301 to https://")
    assert speaks_new_tls(browser, "/").en == "TLSv1.3, and nothing before 1.2"
    assert has_certificate(browser, "/").en == f"trusted, for {NAME}"
    assert "lets pages ask https://api.example.com" in has_headers(browser, "https://api.example.com").en
    assert opens_deep_links(browser).en == "/products/42 gives the page, no-cache"
    assert misses_assets(browser).en == "/assets/not-there.js gives 404"


def test_what_is_spoilt_is_found(browser: Browser, sites: tuple[Site, Site]) -> None:
    plain, secure = sites
    plain.target = "http://elsewhere"
    with pytest.raises(UnexpectedError, match=r"got 301 to http://elsewhere/some/path, expected 301 or 308"):
        redirects(browser)
    with pytest.raises(UnexpectedError, match=r"does not let it ask https://other.example.com"):
        has_headers(browser, "https://other.example.com")
    del secure.headers["Referrer-Policy"]
    with pytest.raises(UnexpectedError, match="the page comes without referrer-policy"):
        has_headers(browser, "https://api.example.com")
    secure.headers["Cache-Control"] = "max-age=60"
    with pytest.raises(UnexpectedError, match=r"the page may be kept \(max-age=60\)"):
        opens_deep_links(browser)
    secure.deep = b"another"
    with pytest.raises(UnexpectedError, match="/products/42 gives another page than /"):
        opens_deep_links(browser)
    secure.missing = 200
    with pytest.raises(UnexpectedError, match=r"/assets/not-there.js gives 200, expected 404"):
        misses_assets(browser)


def test_a_certificate_of_nobody_is_not_trusted(browser: Browser) -> None:
    stranger = Browser(Door(NAME, "127.0.0.1", browser.door.http, browser.door.https, None))

    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        stranger.ask("/")


def test_cookies_go_back_and_bodies_are_json(browser: Browser, sites: tuple[Site, Site]) -> None:
    browser.ask("/")
    browser.ask("/", "POST", {"é": 1})

    last = sites[1].seen[-1]
    assert (last["Cookie"], last["Content-Type"]) == ("a=1", "application/json")
    assert int(last["Content-Length"]) == len(json.dumps({"é": 1}).encode())
