"""Serve the site alone, for an API at another address: `python -m embedded.site --help`."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from embedded.distribution import distribution
from embedded.edge import Edge


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature is that of the library
        """Say nothing."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until the input ends, or a signal comes."""
    parser = argparse.ArgumentParser(prog="embedded.site", description="Serve the frontend alone.")
    parser.add_argument("--site", type=Path, required=True, help="folder that the frontend was published into")
    parser.add_argument("--port", type=int, required=True, help="port of this machine")
    parser.add_argument("--api", required=True, help="origin of the API, which the page may ask")
    options = parser.parse_args(argv)
    edge = Edge(options.site.absolute(), distribution().talking_to(options.api))
    with make_server("127.0.0.1", options.port, edge, _Server, _Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.buffer.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
