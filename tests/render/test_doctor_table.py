from __future__ import annotations

from collections.abc import Mapping

from workbook.doctor.model import Check, DoctorReport, Platform, Status
from workbook.lang import Lang, same
from workbook.render.table import Table
from workbook.render.tables import doctor_table


def remedies(given: Mapping[Platform, str], lang: Lang = Lang.EN) -> tuple[tuple[str, ...], ...]:
    check = Check("dot", same("Dot"), Status.MISSING, same("-"), {on: same(how) for on, how in given.items()})
    _, how, _ = doctor_table(DoctorReport((check,)), lang).parts
    assert isinstance(how, Table)
    return how.rows


def test_a_remedy_that_is_the_same_everywhere_is_told_once() -> None:
    everywhere = dict.fromkeys(Platform, "make setup")

    assert remedies(everywhere) == (("Dot", "any system", "make setup"),)
    assert remedies(everywhere, Lang.ES) == (("Dot", "cualquier sistema", "make setup"),)


def test_systems_with_the_same_remedy_share_a_row() -> None:
    given = {Platform.DEBIAN: "apt", Platform.MACOS: "brew", Platform.WINDOWS: "apt"}

    assert remedies(given) == (("Dot", "Debian, Ubuntu; Windows (WSL)", "apt"), ("Dot", "macOS", "brew"))
