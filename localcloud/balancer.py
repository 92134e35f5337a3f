"""What the emulator's load balancer lacks: targets that are probed, taken out and in, and reached where they are."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ministack.core.responses import StreamingResponse
from ministack.services import alb, cloudfront

from localcloud.edge import VIEWED, deployment
from localcloud.health import Health, Register, Target
from localcloud.logs.access import note_target
from localcloud.network import Network
from localcloud.traffic import Traffic

_LOOK = 0.5  # seconds between two looks at which probes are due
_NOBODY = (503, {"Content-Type": "text/html"}, b"<html><h1>503 Service Temporarily Unavailable</h1></html>\n")


@dataclass(frozen=True, slots=True)
class Balancer:
    """Probes the targets of every group, and forwards to those that are well."""

    network: Network
    traffic: Traffic
    register: Register

    def install(self) -> None:
        """Take the place of what the emulator does."""
        alb._forward_to_tg = self._forward
        alb._ACTION_MAP["DescribeTargetHealth"] = self._describe
        alb.dispatch_request = _under_its_name(alb.dispatch_request, headers_at=3)
        cloudfront.handle_viewer_request = _under_its_name(cloudfront.handle_viewer_request, headers_at=5)
        threading.Thread(target=self._watch, name="localcloud-health", daemon=True).start()

    def state(self, group: str, address: str, port: int) -> Health:
        """What is known of a target."""
        return self.register.of((group, address, port))

    async def _forward(self, group: str, method: str, path: str, headers: Any, *rest: Any) -> Any:
        """Pass a request to a target that is well; where none is, to any, as AWS does."""
        body, query, *raw = rest
        targets = alb._targets.get(group, [])
        well = [each for each in targets if self.state(group, each["Id"], each["Port"]).state == "healthy"]
        # Nothing depends on which it is.
        chosen = random.choice(well or targets) if targets and group in alb._tgs else None  # noqa: S311
        where = self.network.where(chosen["Id"], chosen["Port"]) if chosen else None
        if chosen is None or where is None:
            self.traffic.refused(group, _NOBODY[0], was_chosen=False)
            return _NOBODY
        query_string, raw_path = [*raw, None, None][:2]
        target = {"Id": where[0], "Port": where[1]}
        begun = time.monotonic()
        answer = await alb._proxy_http_target(
            target, alb._tgs[group], method, raw_path or path, headers, body, query, query_string
        )
        took = time.monotonic() - begun
        if isinstance(answer[2], StreamingResponse):
            self.traffic.answered(group, answer[0], took)
            note_target(group, chosen, answer[0], took)
        else:  # the target did not answer
            self.traffic.refused(group, answer[0], was_chosen=True)
        return answer

    def _describe(self, params: Any) -> Any:
        group = alb._p(params, "TargetGroupArn")
        if group not in alb._tgs:
            return alb._error("TargetGroupNotFound", f"Target group '{group}' not found.")
        members = "".join(
            f"<member><Target><Id>{each['Id']}</Id><Port>{each['Port']}</Port></Target>"
            f"<HealthCheckPort>traffic-port</HealthCheckPort><TargetHealth><State>{health.state}</State>"
            + (f"<Reason>{health.reason}</Reason>" if health.reason else "")
            + "</TargetHealth></member>"
            for each in alb._targets.get(group, [])
            for health in [self.state(group, each["Id"], each["Port"])]
        )
        return alb._xml(200, "DescribeTargetHealth", f"<TargetHealthDescriptions>{members}</TargetHealthDescriptions>")

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOK)
            with deployment():
                groups = {arn: dict(group) for arn, group in alb._tgs.items()}
                targets = {arn: list(alb._targets.get(arn, [])) for arn in groups}
            known = {(arn, each["Id"], each["Port"]) for arn, all_of_it in targets.items() for each in all_of_it}
            self.register.keep(known)
            for key in known:
                self._probe_when_due(key, groups[key[0]])

    def _probe_when_due(self, key: Target, group: Mapping[str, Any]) -> None:
        health = self.state(*key)
        if health.due > time.monotonic():
            return
        interval = float(group["HealthCheckIntervalSeconds"])
        # A target that has just come is looked at often, so that nobody waits for it.
        health.due = time.monotonic() + (min(1.0, interval) if health.state == "initial" else interval)
        threading.Thread(target=self._probe, args=(group, health), daemon=True).start()

    @staticmethod
    def _probe(group: Mapping[str, Any], health: Health) -> None:
        timeout = float(group["HealthCheckTimeoutSeconds"])
        status = _status(health.where, group["HealthCheckPath"], timeout) if health.where else None
        expected = str((group.get("Matcher") or {}).get("HttpCode", "200"))
        reason = "Target.Timeout" if status is None else "Target.ResponseCodeMismatch"
        health.note(is_well=_matches(status, expected), group=group, reason=reason)


def _status(where: tuple[str, int], path: str, timeout: float) -> int | None:
    connection = http.client.HTTPConnection(*where, timeout=timeout)
    try:
        connection.request("GET", path, headers={"User-Agent": "ELB-HealthChecker/2.0"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _matches(status: int | None, expected: str) -> bool:
    """Whether a status is among those that a matcher names, as `200`, `200,204` or `200-299`."""
    if status is None:
        return False
    ranges = [part.partition("-") for part in expected.split(",")]
    return any(int(low) <= status <= int(high or low) for low, _, high in ranges)


def _under_its_name(serve: Callable[..., Awaitable[Any]], headers_at: int) -> Callable[..., Awaitable[Any]]:
    """Have a request go on under the name that its client asked for."""

    async def named(*arguments: Any, **more: Any) -> Any:
        headers = dict(arguments[headers_at])
        name = headers.pop(VIEWED.decode(), None)
        if name:
            headers["host"] = name
        return await serve(*arguments[:headers_at], headers, *arguments[headers_at + 1 :], **more)

    return named
