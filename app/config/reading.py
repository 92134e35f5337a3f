"""Typed environment variables: each reading notes what is wrong, so that all of it can be said at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOST_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
ORIGIN = re.compile(r"(https?)://([^/:]+)(?::[0-9]{1,5})?")


class EnvironmentVariablesError(Exception):
    """Every variable that is missing or cannot be used, one sentence each in `problems`."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"- {problem}" for problem in problems)
        super().__init__(f"The process stops, because its environment variables cannot be used:\n{lines}")


@dataclass
class Reading:
    """One pass over environment variables; a variable that is empty counts as missing.

    A value that cannot be used is replaced by one of its type, so that the pass can go on to the next.
    """

    variables: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether the variable holds anything."""
        return bool(self.variables.get(name))

    def text(self, name: str, *, what: str, default: str | None = None) -> str:
        """The variable as it stands."""
        value = self.variables.get(name) or default
        if value is None:
            self.problems.append(f"{name} is missing; set it to {what}")
            return ""
        return value

    def secret(self, name: str, *, at_least: int) -> str:
        """A secret of so many characters; its value is repeated nowhere."""
        value = self.text(name, what=f"a secret of {at_least} characters or more")
        if value and len(value) < at_least:
            self.problems.append(
                f"{name} has {len(value)} characters, expected {at_least} or more; generate a longer one"
            )
        return value

    def number(self, name: str, *, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`."""
        wanted = f"a whole number from {low} to {high}"
        value = self.text(name, what=wanted, default=None if default is None else str(default))
        if re.fullmatch("[0-9]{1,9}", value) and low <= int(value) <= high:
            return int(value)
        if value:
            self._refuse(name, value, wanted)
        return low

    def choice(self, name: str, options: tuple[str, ...], *, default: str | None = None) -> str:
        """One of a few words."""
        wanted = f"one of {', '.join(options)}"
        value = self.text(name, what=wanted, default=default)
        if value and value not in options:
            self._refuse(name, value, wanted)
        return value

    def switch(self, name: str) -> bool:
        """True for 1, false for 0 and where nothing is said."""
        return self.choice(name, ("0", "1"), default="0") == "1"

    def hosts(self, name: str) -> list[str]:
        """Host names separated by commas; no pattern, because a pattern lets strangers name themselves."""
        wanted = "host names in lower case, separated by commas, without * and without a leading dot"
        value = self.text(name, what=wanted)
        hosts = [host.strip() for host in value.split(",")] if value else []
        if not all(HOST_NAME.fullmatch(host) for host in hosts):
            self._refuse(name, value, wanted)
        return hosts

    def origins(self, name: str, *, schemes: tuple[str, ...]) -> list[str]:
        """Origins of a browser, separated by commas: scheme, host and, where it is not the usual one, port."""
        wanted = f"origins such as {schemes[0]}://app.example.com, separated by commas, without a path"
        value = self.text(name, what=wanted)
        origins = [origin.strip() for origin in value.split(",")] if value else []
        matches = [ORIGIN.fullmatch(origin) for origin in origins]
        if not all(match and match[1] in schemes and HOST_NAME.fullmatch(match[2]) for match in matches):
            self._refuse(name, value, wanted)
        return origins

    def file(self, name: str, *, what: str) -> str:
        """The path of a file that is there."""
        value = self.text(name, what=f"the path of {what}")
        if value and not Path(value).is_file():
            self._refuse(name, value, f"the path of {what}, which must be there")
        return value

    def done(self) -> None:
        """End the pass.

        Raises:
            EnvironmentVariablesError: something was missing or could not be used.
        """
        if self.problems:
            raise EnvironmentVariablesError(self.problems)

    def _refuse(self, name: str, value: str, wanted: str) -> None:
        self.problems.append(f"{name} is {value!r}, expected {wanted}; change it and start again")
