"""What can go wrong, as one tree.

    WorkbookError            the root: everything that the workbook itself reports
    ├── UsageError           the words after `workbook` are not understood
    ├── SourceError          the input cannot be used: no file, not a template, a cycle …
    ├── OutputError          the result cannot be written where it was asked for
    ├── ProfileError         the profile is not one of those that exist
    ├── ToolError            a program that is needed is missing or failed
    ├── CellError            a cell of a lesson failed
    ├── DeployError          a deployment cannot begin, or a step of it failed
    ├── WorkloadError        what is said of the users cannot be used: a number, a key, a unit
    └── PriceError           a price is missing, ambiguous or unbelievable

Each message is one sentence in both languages: what is wrong, the value got, where, what was expected, what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbook.lang import Lang, Text, spoken


class WorkbookError(Exception):
    """Root of all errors of the workbook; holds one text per problem found in the input."""

    def __init__(self, *problems: Text) -> None:
        super().__init__("; ".join(problem.en for problem in problems))
        self.problems: tuple[Text, ...] = problems

    def __str__(self) -> str:
        return "; ".join(self.in_language(spoken()))

    def in_language(self, lang: Lang) -> Sequence[str]:
        """The problems, one sentence each, in the language asked for."""
        return [problem[lang] for problem in self.problems]


class UsageError(WorkbookError):
    """The words after `workbook` name no command, or give it an option that it does not have."""


class SourceError(WorkbookError):
    """The source that the user named cannot be read as templates."""


class OutputError(WorkbookError):
    """The result cannot be written where the user asked for it."""


class ProfileError(WorkbookError):
    """The profile that the user named does not exist."""


class ToolError(WorkbookError):
    """A program that the work needs is missing, or ended with a failure."""


class DeployError(WorkbookError):
    """A deployment cannot begin, or one of its steps failed."""


class CellError(WorkbookError):
    """A cell of a lesson failed; `traceback` is what Python said of it."""

    def __init__(self, *problems: Text, traceback: str = "") -> None:
        super().__init__(*problems)
        self.traceback = traceback


class WorkloadError(WorkbookError):
    """What is said of the users and of what they do cannot be used: a number, a key, a unit."""


class PriceError(WorkbookError):
    """A price is missing, found more than once, or not to be believed."""
