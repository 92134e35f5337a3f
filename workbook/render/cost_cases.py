"""Published figures beside those that the meters compute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from workbook.cost.cases.model import Outcome, Verdict
from workbook.lang import Lang, Text, counted, money, quantity
from workbook.render.table import Page, Table

CENT = Decimal("0.01")


def case_page(outcomes: Sequence[Outcome], lang: Lang) -> Page:
    """One row for each case, then how many there are of each verdict."""
    rows = [_row(outcome, lang) for outcome in outcomes]
    heads = (_CASE, _EXPECTED, _COMPUTED, _DIFFERENCE, _PUBLISHED, _VERDICT)
    table = Table.of([head[lang] for head in heads], rows, numbers=(1, 2, 3, 4))
    counts = Counter(outcome.verdict for outcome in outcomes)
    parts = [counted(counts[verdict], *_COUNTED[verdict])[lang] for verdict in Verdict if counts[verdict]]
    return Page((table, f"{', '.join(parts)}."))


def _row(outcome: Outcome, lang: Lang) -> tuple[str, ...]:
    case = outcome.case
    expected, computed, published = (_money(each, lang) for each in (case.expected, outcome.computed, case.published))
    return case.id, expected, computed, _difference(outcome.difference, lang), published, _told(outcome, lang)


def _told(outcome: Outcome, lang: Lang) -> str:
    """The verdict with its reason, and with what the case says of a published figure that is another one."""
    verdict, case = _VERDICTS[outcome.verdict], outcome.case
    if outcome.reason is not None:
        return f"{verdict[lang]}: {outcome.reason[lang]}"
    if outcome.computed is None or case.published is None or not case.explained:
        return verdict[lang]
    apart = abs(outcome.computed - case.published) > case.tolerance
    return _OF_PUBLISHED.format(verdict=verdict, words=case.explained)[lang] if apart else verdict[lang]


def _money(amount: Decimal | None, lang: Lang) -> str:
    return "–" if amount is None else money(amount)[lang]


def _difference(amount: Decimal | None, lang: Lang) -> str:
    """A difference below a cent with its further digits: rounded alone, it would not fit the amounts beside it."""
    if amount is None or not Decimal("0.0001") <= abs(amount) < CENT:
        return _money(amount, lang)
    return quantity(float(amount))[lang]


_OF_PUBLISHED = Text(en="{verdict}; published figure: {words}", es="{verdict}; cifra publicada: {words}")
_CASE = Text(en="case", es="caso")
_EXPECTED = Text(en="expected USD", es="USD esperados")
_COMPUTED = Text(en="computed USD", es="USD calculados")
_DIFFERENCE = Text(en="difference", es="diferencia")
_PUBLISHED = Text(en="published USD", es="USD publicados")
_VERDICT = Text(en="verdict", es="veredicto")
_VERDICTS: Mapping[Verdict, Text] = {
    Verdict.AGREES: Text(en="agrees", es="coincide"),
    Verdict.DIFFERS: Text(en="differs", es="difiere"),
    Verdict.LEFT_OUT: Text(en="left out", es="omitido"),
    Verdict.UNREADABLE: Text(en="unreadable", es="ilegible"),
}
_COUNTED: Mapping[Verdict, tuple[Text, Text]] = {
    Verdict.AGREES: (
        Text(en="{count} case agrees", es="{count} caso coincide"),
        Text(en="{count} cases agree", es="{count} casos coinciden"),
    ),
    Verdict.DIFFERS: (
        Text(en="{count} differs", es="{count} difiere"),
        Text(en="{count} differ", es="{count} difieren"),
    ),
    Verdict.LEFT_OUT: (
        Text(en="{count} is left out", es="{count} se omite"),
        Text(en="{count} are left out", es="{count} se omiten"),
    ),
    Verdict.UNREADABLE: (
        Text(en="{count} is unreadable", es="{count} es ilegible"),
        Text(en="{count} are unreadable", es="{count} son ilegibles"),
    ),
}
