"""How gunicorn serves the application: `gunicorn config.wsgi`, in this folder. Times are in seconds."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType

from gunicorn.workers.base import Worker

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE))

from config.environment import environment  # noqa: E402 - gunicorn reads this file before it knows the folder

_ENVIRONMENT = environment()
_SERVER = _ENVIRONMENT.server
_MEMORY = Path("/dev/shm")  # noqa: S108 - only the heartbeat goes there, and gunicorn removes the name at once

chdir = str(_HERE)
bind = f"0.0.0.0:{_SERVER.port}"
worker_class = "config.worker.DeadlineWorker"
workers = _SERVER.workers
threads = _SERVER.threads

# Longer than the load balancer keeps an idle connection, or it would send a request into a closing one.
keepalive = _SERVER.keep_alive
# Shorter than the time that the task is given to stop, so that requests end before the task is killed.
graceful_timeout = _SERVER.graceful_timeout
# A task may have to stop before the load balancer hears of it, as where AWS takes a Spot task back. gunicorn would at
# once accept nothing more, and reset what waits; so for a part of that time a worker goes on as before.
_SERVE_ON = 0 if _ENVIRONMENT.plain_http else graceful_timeout // 6
# A worker whose heartbeat stops is replaced; a heartbeat on a slow disk would stop healthy ones.
timeout = 30
worker_tmp_dir = str(_MEMORY) if _MEMORY.is_dir() else None

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

logger_class = "config.access_log.AccessLog"
accesslog = "-"
control_socket_disable = True


def post_worker_init(worker: Worker) -> None:
    """Have the signal to stop take effect `_SERVE_ON` later."""

    def stop_later(_: int, __: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # gunicorn repeats it, which must not put off the end
        signal.setitimer(signal.ITIMER_REAL, _SERVE_ON)

    if _SERVE_ON:
        signal.signal(signal.SIGALRM, worker.handle_exit)
        signal.signal(signal.SIGTERM, stop_later)
        for each in (signal.SIGALRM, signal.SIGTERM):
            signal.siginterrupt(each, False)
