"""What stands before the deployment: names of Route 53 lead to the distribution or to the load balancer."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from hypercorn.config import Config
from ministack.core.responses import request_scope
from ministack.services import acm, alb, cloudfront, route53

from localcloud.authority import Authority
from localcloud.names import LOCAL, Names
from localcloud.place import REGION

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

ACCOUNT = "000000000000"

VIEWED = b"x-localcloud-name"
"""The name that a client asked for, for whoever has to pass it on."""

_NOTHING = b"No record of Route 53 has this name.\n"


@dataclass(frozen=True, slots=True)
class Edge:
    """An ASGI application in front of the emulator's, for clients that name something deployed."""

    names: Names
    emulator: Asgi

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead a request to where its name points, and write addresses on both ways as the other side knows them."""
        headers = [(name.lower(), value) for name, value in scope["headers"]]
        name = self.names.inside(dict(headers).get(b"host", b"").decode("latin-1"))
        with deployment():
            host = target_host(name, scope["scheme"]) if name else None
            deployed = deployed_names()
        if name is None or host is None:
            await _answer(send, 404, _NOTHING)
            return
        kept = [each for each in self.names.asked(headers) if each[0] not in {b"host", VIEWED, b"x-forwarded-proto"}]
        more = [(b"host", host.encode()), (VIEWED, name.encode()), (b"x-forwarded-proto", scope["scheme"].encode())]

        async def send_outside(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": self.names.answered(message["headers"], deployed)}
            await send(message)

        await self.emulator({**scope, "headers": [*kept, *more]}, receive, send_outside)


async def _answer(send: Send, status: int, text: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})


@contextmanager
def deployment() -> Iterator[None]:
    """Look at what is deployed, whoever asked last."""
    with request_scope(ACCOUNT, REGION):
        yield


def aliases() -> Iterator[tuple[str, str]]:
    """Names of Route 53 and what they are aliases of, both without the dot at the end."""
    for records in route53._records.values():
        for record in records:
            if alias := record.get("AliasTarget"):
                yield record["Name"].rstrip(".").lower(), alias["DNSName"].rstrip(".").lower()


def deployed_names() -> list[str]:
    """Every name that is an alias, the longest first, so that none is taken for a part of another."""
    return sorted({name for name, _ in aliases()}, key=len, reverse=True)


def target_host(name: str, scheme: str) -> str | None:
    """The host by which the emulator knows what a name is an alias of, or None where it is of nothing."""
    target = dict(aliases()).get(name)
    if target is None:
        return None
    if any(dist["DomainName"].lower() == target for dist in cloudfront._distributions.values()):
        return target
    plain = target.removeprefix("dualstack.")
    if any(each["DNSName"].lower() == plain for each in alb._lbs.values()):
        return f"{plain}:{443 if scheme == 'https' else 80}"
    return None


def certified(name: str) -> bool:
    """Whether ACM has a certificate for a name."""
    wild = f"*.{name.partition('.')[2]}"
    with deployment():
        held = [{each["DomainName"], *each.get("SubjectAlternativeNames", [])} for each in acm._certificates.values()]
    return any({name, wild} & names for names in held)


class EdgeConfig(Config):  # type: ignore[misc] # Hypercorn is not installed where types are checked
    """TLS as the authority signs it, for the names that ACM has a certificate of."""

    authority: Authority

    def create_ssl_context(self) -> ssl.SSLContext | None:
        """A context that chooses the certificate by the name that a client asks for."""
        context: ssl.SSLContext | None = super().create_ssl_context()
        known: dict[str, ssl.SSLContext] = {}

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> int | None:
            asked = (name or "").lower()
            if not asked.endswith(LOCAL) or not certified(asked.removesuffix(LOCAL)):
                return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
            if asked not in known:
                known[asked] = self._context(asked)
            connection.context = known[asked]
            return None

        if context:
            context.sni_callback = choose
        return context

    def _context(self, name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(self.alpn_protocols)
        context.load_cert_chain(*self.authority.sign(name))
        return context
