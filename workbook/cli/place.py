"""The target that the options of a command name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.cli.answer import BOTH_GIVEN
from workbook.cli.arguments import Options
from workbook.cli.usage.deploy import TARGETS
from workbook.errors import UsageError
from workbook.lang import Text
from workbook.template.source import CHECKOUT

if TYPE_CHECKING:
    from workbook.deploy.account.place import AccountPlace
    from workbook.deploy.machine.place import LocalPlace
    from workbook.deploy.place import Place

LOCAL, AWS = TARGETS
_COPIES = ("assembly", "application")


def at_place(work: Callable[[Options, Place], int]) -> Callable[[Options], int]:
    """A command that works at the target that its options name, and says what that refuses in one sentence."""

    def run(options: Options) -> int:
        from workbook.deploy.refusals import in_sentences

        place = place_of(options)
        with in_sentences(options.credentials if options.target == AWS else None):
            return work(options, place)

    return run


def place_of(options: Options) -> Place:
    """The local cloud of this checkout, or the account of the settings.

    Raises:
        UsageError: options were given that only the other target has, or that exclude each other.
        DeployError: the settings cannot be used, or no credentials were named.
    """
    if options.target == AWS:
        _refuse(options, _COPIES, _FOR_LOCAL)
        return _account(options)
    _refuse(options, ("credentials", "settings", "image", "publisher", "users", "delete_database"), _FOR_AWS)
    assembly, application = (getattr(options, name, None) for name in _COPIES)
    if assembly and options.profile:
        raise UsageError(BOTH_GIVEN.format(source=assembly, profile=options.profile))
    return local_place(assembly, application)


def local_place(assembly: str | None = None, application: str | None = None) -> LocalPlace:
    """The local cloud of this checkout, for its own stacks and application or for those in the folders given."""
    from workbook.deploy.machine.place import LocalPlace

    return LocalPlace(CHECKOUT, Path(assembly) if assembly else None, Path(application) if application else None)


def _refuse(options: Options, names: Sequence[str], why: Text) -> None:
    for name in names:
        if getattr(options, name, None):
            raise UsageError(why.format(option=f"--{name.replace('_', '-')}"))


def _account(options: Options) -> AccountPlace:
    from workbook.deploy.account import words
    from workbook.deploy.account.place import AccountPlace
    from workbook.deploy.account.settings import FILE, read_settings
    from workbook.errors import DeployError

    if not options.credentials:
        raise DeployError(words.NO_CREDENTIALS)
    settings = read_settings(Path(options.settings) if options.settings else CHECKOUT / FILE)
    return AccountPlace(CHECKOUT, settings, options.credentials, getattr(options, "image", None))


_FOR_AWS = Text(
    en="{option} was given with the target local, which needs none; leave it out, or add --target aws",
    es="se dio {option} con el destino local, que no la necesita; quítela, o añada --target aws",
)
_FOR_LOCAL = Text(
    en="{option} was given with the target aws, which deploys what this checkout holds; leave it out, or deploy to "
    "local",
    es="se dio {option} con el destino aws, que despliega lo que hay en esta copia del proyecto; quítela, o despliegue "
    "en local",
)
