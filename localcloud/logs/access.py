"""Access logs of load balancers and distributions: one record of each request, under its trace or request id."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from ministack.services import alb, cloudfront

from localcloud.logs.delivery import UNKNOWN, deliver

Serve = Callable[..., Awaitable[Any]]
Fields = dict[str, object]

_SECURE = 443
_NOT_REACHED = -1
"""Seconds of a step that a request did not come to."""

_noted: ContextVar[Fields | None] = ContextVar("noted", default=None)


def install() -> None:
    """Note each request that the emulator's load balancers and distributions answer."""
    alb._target_headers = _noting_trace(alb._target_headers)
    alb.dispatch_request = _balanced(alb.dispatch_request)
    cloudfront.handle_viewer_request = _at_the_edge(cloudfront.handle_viewer_request)


def note(**fields: object) -> None:
    """Add to the record of the request that is being answered."""
    record = _noted.get()
    if record is not None:
        record.update(fields)


def note_target(group: str, target: Mapping[str, Any], status: int, seconds: float) -> None:
    """Add which target a request went to, what it answered, and how long that took."""
    address = f"{target['Id']}:{target['Port']}"
    more = {"target:port": address, "target_status_code": status, "target_group_arn": group}
    note(target_processing_time=round(seconds, 3), **more)


def _noting_trace(headers: Callable[..., Any]) -> Callable[..., Any]:
    def noted(*given: Any) -> Any:
        found = headers(*given)
        note(trace_id=found["x-amzn-trace-id"])
        return found

    return noted


def _balanced(serve: Serve) -> Serve:
    async def noted(*given: Any, **more: Any) -> Any:
        balancer, method, path, headers, *_, port = given[:7]
        record, began = Fields(), time.time()
        token = _noted.set(record)
        try:
            answer = await serve(*given, **more)
        finally:
            _noted.reset(token)
        whole = {**_of_balancer(balancer, headers, answer, port), "request": _asked(method, path, headers, port)}
        deliver(balancer["LoadBalancerArn"], "access", {**whole, **record}, began)
        return answer

    return noted


def _of_balancer(balancer: Mapping[str, Any], headers: Mapping[str, str], answer: Any, port: int) -> Fields:
    """What is known of every request, under the names of the log's fields; those of its target come later."""
    return {
        "type": "https" if port == _SECURE else "http",
        "time": _moment(),
        "elb": alb._elbv2_resource_tail(balancer["LoadBalancerArn"], "loadbalancer/"),
        "target:port": UNKNOWN,
        "request_processing_time": 0.0,
        "target_processing_time": _NOT_REACHED,
        "response_processing_time": 0.0,
        "elb_status_code": answer[0],
        "target_status_code": UNKNOWN,
        "user_agent": headers.get("user-agent", UNKNOWN),
        "domain_name": _host(headers),
    }


def _asked(method: str, path: str, headers: Mapping[str, str], port: int) -> str:
    scheme = "https" if port == _SECURE else "http"
    return f"{method} {scheme}://{_host(headers)}:{port}{path} HTTP/1.1"


def _at_the_edge(serve: Serve) -> Serve:
    async def noted(*given: Any, **more: Any) -> Any:
        distribution, method, _, path, _, headers = given[:6]
        began = time.time()
        answer = await serve(*given, **more)
        record = _of_edge(headers, answer) | {"cs-method": method, "cs-uri-stem": path}
        record["time-taken"] = f"{time.time() - began:.3f}"
        deliver(distribution["ARN"], "access", record, began)
        return answer

    return noted


def _of_edge(headers: Mapping[str, str], answer: Any) -> Fields:
    """What is known of a request to a distribution, under the names of the log's fields."""
    status, told, body = answer
    told = {name.lower(): value for name, value in told.items()}
    day, _, moment = _moment().rstrip("Z").partition("T")
    return {
        "date": day,
        "time": moment.partition(".")[0],
        "x-edge-location": told.get("x-amz-cf-pop", UNKNOWN),
        "sc-status": str(status),
        "sc-bytes": str(len(body)),
        "x-edge-result-type": told.get("x-cache", UNKNOWN).partition(" ")[0],
        "x-edge-request-id": told.get("x-amz-cf-id", UNKNOWN),
        "cs(User-Agent)": headers.get("user-agent", UNKNOWN),
        "cs-protocol": headers.get("x-forwarded-proto", "http"),
    }


def _host(headers: Mapping[str, str]) -> str:
    return headers.get("host", UNKNOWN).partition(":")[0]


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
