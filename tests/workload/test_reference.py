from __future__ import annotations

from pathlib import Path

import pytest

from workbook.lang import Lang
from workbook.workload.load import read_usage
from workbook.workload.model import Level
from workbook.workload.reference import EXAMPLE, assumptions_page

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES = {Lang.EN: "workload.md", Lang.ES: "workload.es.md"}


@pytest.mark.parametrize("lang", Lang)
def test_the_reference_page_says_what_the_assumptions_say(lang: Lang, request: pytest.FixtureRequest) -> None:
    path, written = DOCS / PAGES[lang], assumptions_page(lang)
    if request.config.getoption("--update-golden"):
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written, "use --update-golden to write it"


@pytest.mark.parametrize("lang", Lang)
def test_the_usage_file_on_the_page_is_read_as_the_page_says(lang: Lang, tmp_path: Path) -> None:
    path = tmp_path / "usage.yaml"
    path.write_text(EXAMPLE[lang], encoding="utf-8")

    usage = read_usage(path)

    high = usage.workload(Level.HIGH)
    assert (high.sessions_per_user_day, high.assets_bytes_per_session, high.weekend_share) == (4, 409600, 0.02)
    assert [usage.workload(level).peak_factor for level in Level] == [1.4, 1.5, 1.8]
    assert usage.names == ("InventoryData/Database",)
    assert usage.workload(Level.LIKELY, "InventoryData/Database").database_ms_per_request == 3
    assert usage.workload(Level.LIKELY).database_ms_per_request == 1.5
