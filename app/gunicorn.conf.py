"""How gunicorn serves the application: `gunicorn config.wsgi`, in this folder. Times are in seconds."""

from __future__ import annotations

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE))

from config.environment import environment  # noqa: E402 - gunicorn reads this file before it knows the folder

_SERVER = environment().server
_MEMORY = Path("/dev/shm")  # noqa: S108 - only the heartbeat goes there, and gunicorn removes the name at once

chdir = str(_HERE)
bind = f"0.0.0.0:{_SERVER.port}"
worker_class = "gthread"
workers = _SERVER.workers
threads = _SERVER.threads

# Longer than the load balancer keeps an idle connection, or it would send a request into a closing one.
keepalive = _SERVER.keep_alive
# Shorter than the time that the task is given to stop, so that requests end before the task is killed.
graceful_timeout = _SERVER.graceful_timeout
# A worker whose heartbeat stops is replaced; a heartbeat on a slow disk would stop healthy ones.
timeout = 30
worker_tmp_dir = str(_MEMORY) if _MEMORY.is_dir() else None

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

logger_class = "config.access_log.AccessLog"
accesslog = "-"
control_socket_disable = True
