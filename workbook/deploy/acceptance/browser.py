"""A browser without a window: it asks one deployed name, over the connections that lead there."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from workbook.deploy.place import Door

_PATIENCE = 20  # seconds


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    tls: str = ""
    """The version of TLS that was agreed on."""

    names: tuple[str, ...] = ()
    """That the certificate is for."""

    def json(self) -> Any:  # noqa: ANN401 - it is whatever the other side has sent
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Browser:
    """It keeps cookies, follows no redirect, and trusts what its door says."""

    door: Door
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """Of what it asks, as it says itself."""
        return f"https://{self._authority('https')}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        scheme: str = "https",
    ) -> Response:
        """Ask for a path.

        Raises:
            OSError: the connection, its certificate or the answer is not as it has to be.
        """
        sent = {"Host": self._authority(scheme), "Connection": "close", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        content = None if body is None else json.dumps(body).encode()
        if content is not None:
            sent["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection(self.door.host)
        connection.sock = self._connect(scheme)
        agreed = _agreed(connection.sock)
        try:
            connection.request(method, path, content, sent)
            return self._read(connection.getresponse(), agreed)
        except http.client.HTTPException as error:
            raise OSError(f"{self._authority(scheme)}{path}: {error!r}") from error
        finally:
            connection.close()

    def refuses(self, version: ssl.TLSVersion) -> bool:
        """Whether connections of an old version of TLS are refused.

        Raises:
            OSError: there is no connection at all.
        """
        context = self._context()
        context.set_ciphers("ALL:@SECLEVEL=0")  # otherwise it is this side that refuses
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is what is asked
                context.minimum_version = version
                context.maximum_version = version
        except ValueError:
            return True  # this Python itself cannot
        try:
            with self._raw("https") as raw, context.wrap_socket(raw, server_hostname=self.door.host):
                return False
        except ssl.SSLError:
            return True

    def _read(self, answer: http.client.HTTPResponse, agreed: tuple[str, tuple[str, ...]]) -> Response:
        told = {name.lower(): value for name, value in answer.getheaders()}
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: each.value for name, each in SimpleCookie(line).items()})
        return Response(answer.status, told, answer.read(), *agreed)

    def _connect(self, scheme: str) -> socket.socket:
        raw = self._raw(scheme)
        return self._context().wrap_socket(raw, server_hostname=self.door.host) if scheme == "https" else raw

    def _raw(self, scheme: str) -> socket.socket:
        port = self.door.https if scheme == "https" else self.door.http
        return socket.create_connection((self.door.address, port), timeout=_PATIENCE)

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.door.authority)

    def _authority(self, scheme: str) -> str:
        port = self.door.https if scheme == "https" else self.door.http
        return self.door.host if port in {80, 443} else f"{self.door.host}:{port}"


def _agreed(connection: socket.socket) -> tuple[str, tuple[str, ...]]:
    """The version of TLS and the names of the certificate, which are gone once the answer is read."""
    if not isinstance(connection, ssl.SSLSocket):
        return "", ()
    certificate = connection.getpeercert() or {}
    names = tuple(str(pair[1]) for pair in certificate.get("subjectAltName", ()) if pair[0] == "DNS")
    return connection.version() or "", names
