"""Whether the process in this container answers: exit code 0, or 1 with a sentence. For the image's HEALTHCHECK."""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException

PATH = "/healthz/live"
PATIENCE = 4  # seconds, less than what the HEALTHCHECK allows


def main() -> str | None:
    """Ask once; None, or what is wrong."""
    port = os.environ.get("PORT", "")
    try:
        connection = HTTPConnection("127.0.0.1", int(port), timeout=PATIENCE)
        connection.request("GET", PATH)
        status = connection.getresponse().status
    except (OSError, HTTPException, ValueError) as error:
        return f"{PATH} on port {port!r} does not answer within {PATIENCE} seconds: {error}"
    return None if status == 200 else f"{PATH} on port {port} answers {status}, expected 200"


if __name__ == "__main__":
    sys.exit(main())
