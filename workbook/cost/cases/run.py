"""Compute published figures again with the meters that estimates use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches

from workbook.cost.cases.all import CASES
from workbook.cost.cases.model import LARGEST, Case, CaseError, Outcome, Verdict, shown
from workbook.cost.prices.book import PriceBook
from workbook.cost.prices.load import allowances
from workbook.cost.pricing import Charge, price_lines
from workbook.errors import WorkbookError
from workbook.lang import Text, quantity
from workbook.template.model import Evidence, LogicalId, StackName


def verify(cases: Iterable[Case], book: PriceBook) -> tuple[Outcome, ...]:
    """What comes out of each case; a case that cannot be computed says why, and stops no other."""
    return tuple(_outcome(case, book) for case in cases)


def compute(case: Case, book: PriceBook) -> Decimal:
    """What a case costs a month in USD.

    Raises:
        CaseError: no meter knows the type or a key, a value cannot be used, or the book lacks a price in the place.
        PriceError: the book has a price nowhere.
    """
    reader = CASES.get(case.resource_type)
    if reader is None:
        raise CaseError(_unknown(_NO_TYPE, case.resource_type, CASES))
    read = replace(case, asked=set())
    owner = Evidence(StackName("cases"), LogicalId(case.id), "")
    charges = tuple(Charge(owner, component, case.place) for component in reader(read))
    if read.unread:
        raise CaseError(*(_unknown(_NO_KEY, key, read.asked) for key in read.unread))
    _refuse_place(charges, book)
    lines = price_lines(charges, book, allowances(case.free_tier))
    total = sum((line.monthly for line in lines if line.monthly is not None), Decimal(0))
    if total > LARGEST:
        raise CaseError(_TOO_MUCH.format(most=quantity(LARGEST)))
    return total


def _refuse_place(charges: Iterable[Charge], book: PriceBook) -> None:
    wanted = sorted({charge.pool for charge in charges if book.find(*charge.pool) is None})
    found = [(key, place, book.places(key)) for key, place in wanted]
    elsewhere = [
        _NO_PRICE.format(key=key, place=shown(place), places=", ".join(places))
        for key, place, places in found
        if places
    ]
    if elsewhere:
        raise CaseError(*elsewhere)


def _outcome(case: Case, book: PriceBook) -> Outcome:
    if case.resource_type == "(whole stack)":
        return Outcome(case, Verdict.LEFT_OUT, reason=_PROSE)
    try:
        computed = compute(case, book)
    except WorkbookError as error:
        return Outcome(case, Verdict.UNREADABLE, reason=_joined(error.problems))
    agrees = abs(computed - case.expected) <= case.tolerance
    return Outcome(case, Verdict.AGREES if agrees else Verdict.DIFFERS, computed)


def _joined(problems: Sequence[Text]) -> Text:
    return Text(en="; ".join(each.en for each in problems), es="; ".join(each.es for each in problems))


def _unknown(sentence: Text, word: str, known: Iterable[str]) -> Text:
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.0)
    return sentence.format(word=shown(word), near=near[0] if near else "–")


_PROSE = Text(
    en="its properties are prose, which nothing reads for sure",
    es="sus propiedades son prosa, que nada puede leer con seguridad",
)
_NO_TYPE = Text(
    en="no meter reads the type {word}; the nearest is {near}",
    es="ningún medidor lee el tipo {word}; el más parecido es {near}",
)
_NO_PRICE = Text(
    en="the price book has no price {key} in {place}; it has one in {places}",
    es="el libro de precios no tiene el precio {key} en {place}; lo tiene en {places}",
)
_TOO_MUCH = Text(
    en="its numbers come to more than {most} USD a month; expected what somebody could be billed",
    es="sus números suman más de {most} USD al mes; se esperaba lo que alguien podría pagar",
)
_NO_KEY = Text(
    en="nothing reads the key {word} of this type; the nearest that is read is {near}",
    es="nada lee la clave {word} de este tipo; la más parecida que se lee es {near}",
)
