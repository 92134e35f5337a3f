"""An account of AWS that answers what it was told to, in the shapes that botocore knows, and checks what is asked."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.stub import ANY, Stubber

from workbook.deploy.target import Target

__all__ = ["ANY", "Account"]

# One for all, since it reads the shapes of a service once.
_SESSION = boto3.session.Session("a", "b")


class Account:
    """Clients of a target whose calls are expected in this order, with these parameters."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._clients: dict[tuple[str, str], Any] = {}
        self._stubs: dict[tuple[str, str], Stubber] = {}

        def client(target: Target, service: str, region: str | None = None) -> Any:
            return self._client(service, region or target.region)

        monkeypatch.setattr(Target, "client", client)

    def _client(self, service: str, region: str) -> Any:
        key = (service, region)
        if key not in self._clients:
            made = _SESSION.client(service, region_name=region)
            self._clients[key], self._stubs[key] = made, Stubber(made)
            self._stubs[key].activate()
        return self._clients[key]

    def answers(self, call: str, answer: dict[str, Any], asked: Any = ANY, region: str = "us-east-1") -> None:
        """Answer a call, written as `sts.get_caller_identity`."""
        service, _, method = call.partition(".")
        self._client(service, region)
        expected = None if asked is ANY else asked
        self._stubs[service, region].add_response(method, answer, expected)

    def refuses(self, call: str, code: str, message: str = "no", region: str = "us-east-1") -> None:
        """Refuse a call with a code of AWS."""
        service, _, method = call.partition(".")
        self._client(service, region)
        self._stubs[service, region].add_client_error(method, code, message)

    def was_asked_all(self) -> None:
        """Every call that was expected came."""
        for stub in self._stubs.values():
            stub.assert_no_pending_responses()
