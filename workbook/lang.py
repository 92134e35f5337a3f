"""The two languages of everything that a user reads."""

from __future__ import annotations

import os
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

VARIABLE = "WORKBOOK_LANG"
"""Where the edition of a notebook says its language, once, so that everything in it follows."""


class Lang(StrEnum):
    """A language of the workbook, by its ISO 639-1 code."""

    EN = "en"
    ES = "es"


def spoken() -> Lang:
    """The language that the environment names; English where it names none that there is."""
    named = os.environ.get(VARIABLE, Lang.EN)
    return Lang(named) if named in list(Lang) else Lang.EN


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages, so that neither can be forgotten.

    >>> greeting = Text(en="hello {name}", es="hola {name}").format(name="Ana")
    >>> greeting[Lang.ES]
    'hola Ana'
    >>> str(greeting)
    'hello Ana'
    """

    en: str
    es: str

    def __str__(self) -> str:
        return self.en

    def __getitem__(self, lang: Lang) -> str:
        return self.es if lang is Lang.ES else self.en

    def format(self, **values: object) -> Text:
        """The text with its `{fields}` filled in; a value that is a `Text` is taken in the same language."""
        return Text(en=self.en.format(**_in(Lang.EN, values)), es=self.es.format(**_in(Lang.ES, values)))


def same(words: str) -> Text:
    """A text that reads alike in both languages: a name, a number, a protocol."""
    return Text(en=words, es=words)


def counted(number: int, one: Text, many: Text) -> Text:
    """The number with its noun: one form for exactly one, the other for every other number.

    >>> str(counted(1, Text(en="{count} task", es="{count} tarea"), Text(en="{count} tasks", es="{count} tareas")))
    '1 task'
    """
    return (one if number == 1 else many).format(count=number)


def decimal(number: float) -> Text:
    """A number with the decimal mark of each language.

    >>> decimal(0.5)[Lang.ES]
    '0,5'
    """
    return marked(f"{number:g}")


def quantity(number: float) -> Text:
    """A quantity to read: thousands apart, and no more decimals than say something.

    >>> quantity(1_100_000_000)[Lang.ES], quantity(182.5).en, quantity(0.0123456).en, quantity(1234.5678).en
    ('1.100.000.000', '182.5', '0.0123', '1,235')
    """
    if number == int(number) or abs(number) >= 1000:
        return marked(f"{number:,.0f}")
    if abs(number) >= 1:
        return marked(f"{number:.2f}".rstrip("0").rstrip("."))
    return marked(f"{Decimal(f'{number:.3g}'):f}")


def money(amount: Decimal) -> Text:
    """An amount of money to two places, a half rounded up, without its currency.

    >>> money(Decimal("16.425")).en, money(Decimal("1234.5"))[Lang.ES], money(Decimal("-0.001")).en
    ('16.43', '1.234,50', '0.00')
    """
    # The usual 28 digits would not do for a hostile amount.
    cents = amount.quantize(Decimal("0.01"), ROUND_HALF_UP, Context(prec=max(amount.adjusted(), 0) + 4))
    return marked(f"{cents or abs(cents):,}")


def marked(digits: str) -> Text:
    """Digits in the English way, with the marks of each language.

    >>> marked("1,234.50")[Lang.ES]
    '1.234,50'
    """
    return Text(en=digits, es=digits.translate(str.maketrans(",.", ".,")))


RESOURCES = (Text(en="{count} resource", es="{count} recurso"), Text(en="{count} resources", es="{count} recursos"))
"""One resource and several, for `counted`."""


def _in(lang: Lang, values: dict[str, object]) -> dict[str, object]:
    return {name: value[lang] if isinstance(value, Text) else value for name, value in values.items()}
