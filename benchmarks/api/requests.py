"""Requests as gunicorn hands them to an application, and the sending of one in this process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from benchmarks.api.place import FRONTEND, HOST

Application = Callable[..., Iterable[bytes]]

_ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a browser holds that is signed in."""

    cookie: str
    token: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request that can be sent many times, each time as a new one."""

    path: str
    sign_in: SignIn
    body: bytes = b""

    def environ(self) -> dict[str, Any]:
        """The variables of WSGI, with the headers of a browser behind a load balancer."""
        path, _, query = f"{_ROOT}{self.path}".partition("?")
        return {
            "REQUEST_METHOD": "POST" if self.body else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "0.0.0.0",  # noqa: S104 - a name here, nothing listens
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "10.0.3.17",
            "CONTENT_LENGTH": str(len(self.body)),
            "CONTENT_TYPE": "application/json",
            "HTTP_HOST": HOST,
            "HTTP_ACCEPT": "application/json",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
            "HTTP_ACCEPT_LANGUAGE": "es-MX,es;q=0.9,en;q=0.8",
            "HTTP_COOKIE": self.sign_in.cookie,
            "HTTP_ORIGIN": FRONTEND,
            "HTTP_REFERER": f"{FRONTEND}/",
            "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "HTTP_IDEMPOTENCY_KEY": uuid4().hex,
            "HTTP_X_CSRFTOKEN": self.sign_in.token,
            "HTTP_X_AMZN_TRACE_ID": "Root=1-67891233-abcdef012345678912345678",
            "HTTP_X_FORWARDED_FOR": "198.51.100.7",
            "HTTP_X_FORWARDED_PORT": "443",
            "HTTP_X_FORWARDED_PROTO": "https",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }


def send(application: Application, environ: dict[str, Any]) -> bytes:
    """The body of the answer.

    Raises:
        RuntimeError: the answer is none of success, so that no failure is measured as if it were work.
    """
    statuses: list[str] = []
    response = application(environ, lambda status, _headers, _info=None: statuses.append(status))
    body = b"".join(response)
    if close := getattr(response, "close", None):
        close()
    if not statuses[0].startswith("2"):
        raise RuntimeError(f"{environ['PATH_INFO']} answers {statuses[0]}: {body.decode()}")
    return body
