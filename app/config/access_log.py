"""The access log of gunicorn in the form of all other logs."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from config.logs import JsonFormatter
from config.tracing import REQUEST_ID_HEADER


class AccessLog(Logger):  # type: ignore[misc] # gunicorn has no types
    """One line for each request: neither query, nor body, nor address, since they hold what is nobody's business."""

    def setup(self, cfg: Config) -> None:
        """Replace gunicorn's own handlers, once more after each reload."""
        super().setup(cfg)
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonFormatter())
        self.error_log.handlers = [handler]
        self.access_log.handlers = [handler]

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the signature is gunicorn's
        """Log a warning; what gunicorn could not read of a request may hold anything, and it quotes it."""
        is_quote = str(msg).startswith("Invalid request from ip=")
        super().warning("an invalid request was refused" if is_quote else msg, *args, **kwargs)

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:  # noqa: ANN401, ARG002 - the signature is gunicorn's
        """Log one request when its response was sent."""
        headers = {name.lower(): value for name, value in resp.headers}
        fields = {
            "method": environ.get("REQUEST_METHOD"),
            "path": environ.get("PATH_INFO"),
            "status": int(str(resp.status).split(maxsplit=1)[0]),
            "bytes": resp.sent,
            "milliseconds": round(request_time.total_seconds() * 1000, 1),
            "request_id": headers.get(REQUEST_ID_HEADER.lower()),
            "trace": environ.get("HTTP_X_AMZN_TRACE_ID"),
        }
        self.access_log.info("request", extra={"fields": fields})
