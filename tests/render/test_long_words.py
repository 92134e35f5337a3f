from __future__ import annotations

import pytest

from workbook.render.table import Page, Table


def shown(words: str) -> str:
    """What a notebook gets of a table with this one cell."""
    return Table.of(("h",), [[words]])._repr_markdown_().splitlines()[2]


def test_a_long_path_may_be_broken_at_its_joints() -> None:
    path = "InventoryNetwork: Resources.SecurityGroupDatabase.Properties.VpcId"

    assert shown(path) == ("| InventoryNetwork: Resources.<wbr>SecurityGroupDatabase.<wbr>Properties.<wbr>VpcId |")
    assert shown("NotificationChannelForAlarms") == "| Notification<wbr>Channel<wbr>For<wbr>Alarms |"
    assert shown("AWS::Rekognition::Collection") == "| AWS::<wbr>Rekognition::<wbr>Collection |"


@pytest.mark.parametrize(
    "words",
    [
        "0.0.0.0/0",
        "AWS::EC2::Subnet",
        "see https://example.com/a/very/long/address.html",
        "run `make notebooks/00_start_here.ipynb` now",
        "one `Resources.SecurityGroupDatabase.Properties.VpcId` two",
    ],
)
def test_short_words_addresses_and_code_stay_whole(words: str) -> None:
    assert shown(words) == f"| {words} |"


def test_dollars_begin_no_formula() -> None:
    assert "$" not in shown("${Vpc} and ${Subnet}, see https://example.com/$1")
    assert shown("${Vpc}") == "| <span>&#36;</span>{Vpc} |"
    assert shown("`${Vpc}` costs $2") == "| `${Vpc}` costs <span>&#36;</span>2 |"


@pytest.mark.parametrize("words", ["3600 s", "20 to 35 s", "HTTPS 443", "at least 120 s"])
def test_a_number_stays_on_one_line_with_its_unit(words: str) -> None:
    assert shown(words) == f"| {words.replace(' ', '&nbsp;')} |"


@pytest.mark.parametrize("words", ["allows out", "at least 2 tasks run"])
def test_other_cells_may_wrap(words: str) -> None:
    assert shown(words) == f"| {words} |"


def test_a_terminal_and_a_markdown_page_get_no_marks() -> None:
    table = Table.of(("h",), [["Resources.SecurityGroupDatabase.Properties"]])

    assert "<wbr>" not in table.markdown() + repr(table) + repr(Page((table,)))
    assert "<wbr>" in Page((table,))._repr_markdown_()


def test_a_word_that_would_fill_the_screen_is_cut_in_tables() -> None:
    table = Table.of(("h",), [[f"value = {'x' * 5000} (and more)"]])

    for text in (repr(table), table.markdown()):
        assert text.count("x") == 1000
        assert "…" in text
        assert "(and more)" in text.replace("\n", "")
