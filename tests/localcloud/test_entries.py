from __future__ import annotations

from localcloud.logs.entries import entries

LOG = """started before there was a prefix
2026-11-30 08:58:43 UTC:[local]:inventory@inventory:[75]:LOG:  duration: 1613.932 ms  statement: SELECT 1,
\t2
2026-11-30 08:58:44 UTC::@:[4]:LOG:  checkpoint starting: time
"""


def test_lines_without_a_prefix_continue_the_entry_before_them() -> None:
    first, second = entries(LOG)

    assert first[1].endswith("[75]:LOG:  duration: 1613.932 ms  statement: SELECT 1,\n\t2")
    assert second == (first[0] + 1, "2026-11-30 08:58:44 UTC::@:[4]:LOG:  checkpoint starting: time")
    assert first[0] == 1796029123


def test_where_nothing_has_begun_there_is_no_entry() -> None:
    assert not list(entries("\tthe rest of something\n"))
