"""Whatever is wrong in a price file is said in both languages, with the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cost.prices.conftest import Write
from workbook.cost.prices.load import read_book
from workbook.cost.prices.snapshot import COLUMNS, read_prices
from workbook.errors import PriceError
from workbook.lang import Lang

FAULTS = [
    ({"usd": "0,0252"}, "the column usd of alb.hour is “0,0252”", "la columna usd de alb.hour es «0,0252»"),
    ({"usd": "-0.01"}, "the column usd of alb.hour is “-0.01”", "se esperaba un decimal desde 0"),
    ({"usd": "NaN"}, "the column usd of alb.hour is “NaN”", "«NaN»"),
    ({"usd": ""}, "the column usd of alb.hour is “”", "la columna usd"),
    ({"from": "1e"}, "the column from of alb.hour is “1e”", "la columna from"),
    ({"to": "Inf"}, "the column to of alb.hour is “Inf”", "la columna to"),
    ({"dated": "2026-13-01"}, "the date of alb.hour is “2026-13-01”", "la fecha de alb.hour es «2026-13-01»"),
    ({"dated": "undated"}, "the date of alb.hour is “undated”", "«undated»"),
    ({"place": "ireland"}, "the place “ireland” of alb.hour is not known", "no se conoce el lugar «ireland»"),
    ({"place": "edge:AF"}, "the place “edge:AF” of alb.hour is not known", "edge:US"),
    ({"basis": "guessed"}, "the basis of alb.hour is “guessed”", "la base (basis) de alb.hour es «guessed»"),
    ({"key": "ALB hour"}, "the key “ALB hour” cannot be used", "la clave «ALB hour» no sirve"),
    ({"unit": ""}, "the unit of the price “alb.hour” is empty", "la columna unit del precio «alb.hour» está vacía"),
    ({"source": ""}, "the source of the price “alb.hour” is empty", "la columna source"),
    ({"dispute_en": "no"}, "the dispute about alb.hour is told in one language", "en un solo idioma"),
    ({"from": "1"}, "the tiers of alb.hour in eu-west-1 have no price from 0 to 1", "no tienen precio de 0 a 1"),
    ({"to": "9"}, "the last tier of alb.hour in eu-west-1 ends at 9", "el último tramo"),
]


@pytest.mark.parametrize(("change", "english", "spanish"), FAULTS)
def test_a_fault_is_told_with_its_line_in_both_languages(
    write: Write, change: dict[str, str], english: str, spanish: str
) -> None:
    path = write({"key": "nat.hour"}, change)

    with pytest.raises(PriceError) as caught:
        read_prices(path)

    (said,) = caught.value.in_language(Lang.EN)
    (dicho,) = caught.value.in_language(Lang.ES)
    assert said.startswith(f"prices.csv, line 3: {english}")
    assert "; expected " in said
    assert dicho.startswith("prices.csv, línea 3: ")
    assert spanish in dicho


TIERS = [
    ([("0", "10"), ("20", "")], 3, "have no price from 10 to 20"),
    ([("0", "10"), ("5", "")], 3, "from 5 on lies within the one before, which goes to 10"),
    ([("0", ""), ("5", "")], 3, "from 5 on lies within the one before, which goes to any quantity"),
    ([("0", ""), ("0", "")], 3, "from 0 on is on line 2 too"),
    ([("0", "10"), ("10", "10"), ("10", "")], 3, "goes from 10 to 10"),
    ([("0", "10"), ("10", "20")], 3, "the last tier of alb.hour in eu-west-1 ends at 20"),
]


@pytest.mark.parametrize(("tiers", "line", "said"), TIERS)
def test_tiers_that_do_not_cover_each_quantity_once_are_refused(
    write: Write, tiers: list[tuple[str, str]], line: int, said: str
) -> None:
    path = write(*({"from": start, "to": end} for start, end in tiers))

    with pytest.raises(PriceError) as caught:
        read_prices(path)

    assert any(f"line {line}: " in each and said in each for each in caught.value.in_language(Lang.EN))


def test_tiers_may_stand_in_any_order(write: Write) -> None:
    (price,) = read_prices(write({"from": "10", "usd": "0.01"}, {"from": "0", "to": "10"}))

    assert [str(tier.usd) for tier in price.tiers] == ["0.0252", "0.01"]


def test_all_faults_of_a_file_are_told_in_the_order_of_its_lines(write: Write) -> None:
    path = write({"usd": "?"}, {"key": "nat.hour", "to": "3"}, {"key": "nlb.hour", "dated": "?", "unit": ""})

    with pytest.raises(PriceError) as caught:
        read_prices(path)

    assert [each.split(":")[0] for each in caught.value.in_language(Lang.EN)] == [
        "prices.csv, line 2",
        "prices.csv, line 3",
        "prices.csv, line 4",
        "prices.csv, line 4",
    ]


def test_the_tiers_of_a_price_share_their_unit(write: Write) -> None:
    with pytest.raises(PriceError, match=r"the unit of alb\.hour in eu-west-1 is “GB” here and another on line 2"):
        read_prices(write({"to": "10"}, {"from": "10", "unit": "GB"}))


def test_a_missing_column_is_named(write: Write) -> None:
    columns = tuple(column for column in COLUMNS if column not in {"usd", "dated"})

    with pytest.raises(PriceError, match=r"prices\.csv lacks the columns usd, dated"):
        read_prices(write({}, columns=columns))


def test_an_empty_file_lacks_every_column(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.touch()

    with pytest.raises(PriceError, match="lacks the columns key, place"):
        read_prices(path)


def test_a_row_of_another_length_is_refused(write: Write) -> None:
    path = write({})
    path.write_text(path.read_text(encoding="utf-8") + "alb.lcu,eu-west-1\n", encoding="utf-8")

    with pytest.raises(PriceError, match=r"line 3: the row has 2 cells; expected 16"):
        read_prices(path)


def test_a_limit_in_days_is_a_whole_number(write: Write) -> None:
    with pytest.raises(PriceError, match=r"stale_after_days of alb\.hour is “soon”"):
        read_prices(write({"stale_after_days": "soon"}, columns=(*COLUMNS, "stale_after_days")))


@pytest.mark.parametrize("content", [b"\xff\xfe", b'key,"place\n'])
def test_a_file_that_is_no_csv_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "prices.csv"
    path.write_bytes(content)

    with pytest.raises(PriceError, match="cannot be read"):
        read_prices(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PriceError, match=r"none\.csv cannot be read"):
        read_prices(tmp_path / "none.csv")


def test_a_price_in_two_files_is_refused(write: Write) -> None:
    with pytest.raises(PriceError, match=r"alb.hour in eu-west-1 is in b\.csv and in a\.csv"):
        read_book(write({}, name="a.csv"), write({}, name="b.csv"))


def test_a_price_is_as_old_and_as_weak_as_its_worst_tier(write: Write) -> None:
    later = {"from": "10", "dated": "2025-01-01", "basis": "recalled", "source": "memory"}

    (price,) = read_prices(write({"to": "10"}, later))

    assert (price.dated.isoformat(), price.basis.value, price.source) == (
        "2025-01-01",
        "recalled",
        "a price list; memory",
    )
