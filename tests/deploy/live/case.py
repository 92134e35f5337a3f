"""One resource for each type: what its template says, and what AWS answers of it, in the shapes of botocore."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from botocore.response import StreamingBody
from botocore.stub import Stubber

from workbook.deploy.live.apis import Apis
from workbook.deploy.live.compare import compare
from workbook.deploy.live.model import Answer, PropertyResult
from workbook.deploy.live.readers.all import READERS
from workbook.deploy.live.reading import Place, Reading, Sibling, Subject, plain
from workbook.deploy.refusals import ClientError
from workbook.deploy.target import Target, local_target

PLACE = Place("123456789012", "us-east-1", "aws")
Answers = Mapping[tuple[str, str, str], Any]
FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Refused:
    """An answer that is an error with that code."""

    code: str


@dataclass(frozen=True)
class Case:
    type: str
    id: str
    properties: Mapping[str, Any]
    answers: list[tuple[str, str, dict[str, Any], Any]]
    siblings: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    identity: frozenset[str] = frozenset()
    """Properties that no answer changes: those that it is found by, or that follow from others."""

    @property
    def expected(self) -> Mapping[str, Any]:
        """What it should be like, with what its siblings bring."""
        own = plain(self.properties)
        siblings = [Sibling(kind, name, plain(given)) for kind, name, given in self.siblings]
        beside = READERS[self.type].beside
        return {**own, **(beside(Sibling(self.type, self.id, own), siblings) if beside else {})}

    def read(self, apis: Any) -> Reading | None:
        return READERS[self.type].read(Subject(self.id, plain(self.properties), PLACE, apis))

    def compared(self, reading: Reading, expected: Mapping[str, Any] | None = None) -> tuple[PropertyResult, ...]:
        reader = READERS[self.type]
        return compare(self.expected if expected is None else expected, reading.properties, reader.forms, reader.never)

    def equal(self, reading: Reading) -> set[str]:
        """The paths that are equal."""
        return {each.path for each in self.compared(reading) if each.answer is Answer.EQUAL}


class Told:
    """APIs that answer from a list, by service, operation and arguments; anything else is refused."""

    def __init__(
        self, answers: Mapping[tuple[str, str, str], Any], code: str = "AccessDenied", *, local: bool = False
    ) -> None:
        self.answers = answers
        self.code = code
        self.is_local = local
        self.target = Target(PLACE.account, PLACE.region, None)

    def ask(self, service: str, operation: str, _: str, **arguments: Any) -> Any:
        found = self.answers.get((service, operation, json.dumps(arguments, sort_keys=True)))
        if found is None or isinstance(found, Refused):
            raise ClientError({"Error": {"Code": found.code if found else self.code}}, operation)
        return found


def told(case: Case) -> dict[tuple[str, str, str], Any]:
    """What AWS answers of a case, as `Told` takes it."""
    return {
        (service, operation, json.dumps(asked, sort_keys=True)): answer
        for service, operation, asked, answer in case.answers
    }


class _Loader(yaml.SafeLoader):
    """With errors, and bodies that are streamed."""


_Loader.add_constructor("!refused", lambda loader, node: Refused(loader.construct_scalar(node)))
_Loader.add_constructor("!body", lambda loader, node: loader.construct_scalar(node).encode())


@cache
def cases() -> Mapping[str, Case]:
    """The cases by type."""
    found: dict[str, Case] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for kind, told in yaml.load(path.read_text(encoding="utf-8"), _Loader).items():  # noqa: S506 - a safe loader
            named = {key: frozenset(told.pop(key, ())) for key in ("unread", "identity")}
            found[kind] = Case(kind, **told, **named)
    return found


@contextmanager
def stubbed(case: Case) -> Iterator[Apis]:
    """APIs that answer what the case says, in its order; botocore refuses what is not of their shape."""
    stubs: dict[str, Stubber] = {}
    for service, operation, asked, answer in case.answers:
        stub = stubs.setdefault(service, Stubber(_client(service)))
        if isinstance(answer, Refused):
            stub.add_client_error(operation, answer.code, expected_params=asked)
        else:
            # A copy, since botocore decodes policies where they stand.
            stub.add_response(operation, {key: _streamed(each) for key, each in deepcopy(answer).items()}, asked)
    apis = Apis(local_target(9))
    apis._sessions["us-east-1"] = _client
    with ExitStack() as stack:
        for stub in stubs.values():
            stack.enter_context(stub)
        yield apis
        for stub in stubs.values():
            stub.assert_no_pending_responses()


@cache
def _client(service: str) -> Any:
    return _clients()(service)


@cache
def _clients() -> Any:
    return local_target(9).clients()


def _streamed(value: Any) -> Any:
    return StreamingBody(io.BytesIO(value), len(value)) if isinstance(value, bytes) else value
