"""How long each part waits for the next, in seconds; a wrong order between these numbers loses requests."""

from __future__ import annotations

# An idle connection is closed by the load balancer first: closed by gunicorn first, it costs the next request a 502.
ALB_IDLE = 60
GUNICORN_KEEPALIVE = 75

# A task that leaves gets no new requests, ends those that it has, and only then is killed.
DEREGISTRATION_DELAY = 30
GUNICORN_GRACEFUL = 30
CONTAINER_STOP = 60

# A new task is given a minute before a failed health check counts; then three failures in a row replace it.
HEALTH_CHECK_GRACE = 60
HEALTH_CHECK_INTERVAL = 10
HEALTH_CHECK_ANSWER = 5

# A database that fails over must not hold a thread for longer than a user waits.
DATABASE_CONNECT = 5
