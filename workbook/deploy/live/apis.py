"""The APIs of one target: each question is asked once, by whoever comes first, and pages come as a whole."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlsplit

from workbook.deploy.target import Target

Answered = Mapping[str, Any]


class Apis:
    """What a target answers, kept for as long as a comparison lasts; many threads may ask."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._lock = threading.Lock()
        self._sessions: dict[str, Callable[[str], Any]] = {}
        self._clients: dict[tuple[str, str], Any] = {}
        self._answers: dict[tuple[str, str, str, str], Future[Answered]] = {}

    @property
    def is_local(self) -> bool:
        """Whether the cloud of this machine answers, also where it stands in for AWS."""
        endpoint = self._client("cloudformation", self.target.region).meta.endpoint_url
        return urlsplit(endpoint).hostname in {"127.0.0.1", "localhost"}

    def anew(self) -> Apis:
        """The same target with the clients that there are, of which everything is asked again."""
        other = Apis(self.target)
        other._lock, other._sessions, other._clients = self._lock, self._sessions, self._clients
        return other

    def ask(self, service: str, operation: str, region: str, **arguments: Any) -> Answered:  # noqa: ANN401 - as boto3
        """The answer of an operation, named as the methods of clients are.

        Raises:
            ClientError: it was refused.
        """
        key = (service, operation, region, json.dumps(arguments, sort_keys=True))
        with self._lock:
            answer = self._answers.get(key)
            is_first = answer is None
            if answer is None:
                answer = self._answers[key] = Future()
        if is_first:
            try:
                answer.set_result(_whole(self._client(service, region), operation, arguments))
            except BaseException as error:  # whoever waits hears of it too
                answer.set_exception(error)
                raise
        return answer.result()

    def _client(self, service: str, region: str) -> Any:  # noqa: ANN401 - boto3 makes clients while it runs
        with self._lock:  # sessions are not made for threads
            if (service, region) not in self._clients:
                if region not in self._sessions:
                    self._sessions[region] = self.target.clients(region)
                self._clients[service, region] = self._sessions[region](service)
            return self._clients[service, region]


def _whole(client: Any, operation: str, arguments: Mapping[str, Any]) -> Answered:  # noqa: ANN401 - as above
    if client.can_paginate(operation):
        pages: Answered = client.get_paginator(operation).paginate(**arguments).build_full_result()
        return pages
    answer: Answered = getattr(client, operation)(**arguments)
    return answer
