from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook.errors import WorkloadError
from workbook.lang import Lang, Text
from workbook.workload.defaults import assumptions
from workbook.workload.load import EDGES, Usage, default_usage, default_workload, read_usage
from workbook.workload.model import Level
from workbook.workload.usage_file import LARGEST_FILE

Read = Callable[[str], Usage]
Refused = Callable[[str], list[str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "usage.yaml"


@pytest.fixture
def read(path: Path) -> Read:
    def written(text: str) -> Usage:
        path.write_text(text, encoding="utf-8")
        return read_usage(path)

    return written


@pytest.fixture
def refused(read: Read, path: Path) -> Refused:
    """What is said of a file, in English, without its path."""

    def said(text: str) -> list[str]:
        with pytest.raises(WorkloadError) as caught:
            read(text)
        spanish = caught.value.in_language(Lang.ES)
        assert all(es != en.en for es, en in zip(spanish, caught.value.problems, strict=True))
        assert all("{" not in sentence for sentence in spanish)
        return [sentence.replace(str(path), "FILE") for sentence in caught.value.in_language(Lang.EN)]

    return said


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "{}", "defaults:\nresources:\n", "\ufeff"])
def test_an_empty_file_changes_nothing(read: Read, text: str) -> None:
    assert read(text) == default_usage()


def test_a_value_holds_at_all_levels_and_leaves_the_others(read: Read) -> None:
    usage = read("defaults:\n  views_per_session: 7\n")

    for level in Level:
        assert usage.workload(level).views_per_session == 7
        assert usage.workload(level).peak_factor == default_workload(level).peak_factor
    assert str(usage.common["views_per_session"].source) == "usage.yaml"


def test_three_values_hold_at_their_levels(read: Read) -> None:
    usage = read("defaults:\n  image_gb: {high: 2 GB, low: 100 MB, likely: 0.5}\n")

    assert [usage.workload(level).image_gb for level in Level] == [100 / 1024, 0.5, 2]


def test_where_more_costs_less_the_low_value_is_the_largest(read: Read, refused: Refused) -> None:
    usage = read("defaults:\n  requests_per_connection: {low: 30, likely: 20, high: 10}\n")

    assert usage.workload(Level.LOW).requests_per_connection == 30
    (said,) = refused("defaults:\n  requests_per_connection: {low: 10, likely: 20, high: 30}\n")
    assert said.endswith(
        "low 10, likely 20 and high 30; expected the order of cost, low ≥ likely ≥ high, since more costs less"
    )


def test_a_resource_has_its_own_values_over_those_for_all(read: Read) -> None:
    usage = read("defaults: {image_gb: 1}\nresources:\n  Web: {image_gb: 2}\n  Data/Web: {site_mb: 9}\n")

    assert usage.names == ("Web", "Data/Web")
    assert usage.name_of("Data", "Web") == "Data/Web"
    assert usage.name_of("App", "Web") == "Web"
    assert usage.name_of("App", "Task") is None
    assert usage.workload(Level.LIKELY, "Web").image_gb == 2
    assert usage.workload(Level.LIKELY, "Data/Web").image_gb == 1
    assert usage.workload(Level.LIKELY, "Data/Web").site_mb == 9
    assert usage.workload(Level.LIKELY).image_gb == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("view_per_session: 3", "view_per_session is no assumption; the nearest is views_per_session"),
        ("Peak_Factor: 3", "Peak_Factor is no assumption; the nearest is peak_factor"),
        (
            "session_minutes: 40 KB",
            "session_minutes is `40 KB`; expected a number in minutes, or one with a unit of ms, seconds, minutes, h",
        ),
        ("custom_metrics: lots", "custom_metrics is `lots`; expected a number"),
        ("image_gb:", "image_gb is nothing; expected a number in GB, or one with a unit of bytes, KB, MB, GB, TB"),
        ("site_files: .nan", "site_files is `.nan`; expected a number"),
        ("site_files: yes", "site_files is `yes`; expected a number"),
        ("site_files: -1", "site_files is `-1`; expected a number from 0 to 1,000,000,000,000"),
        ("site_files: 1e400", "site_files is `1e400`; expected a number from 0 to 1,000,000,000,000"),
        ("weekend_share: 1.2", "weekend_share is `1.2`; expected a number from 0 to 1 as a share of 1"),
        ("weekend_share: 120 %", "weekend_share is `120 %`; expected a number from 0 to 1 as a share of 1"),
        ("requests_per_connection: 0", "requests_per_connection is `0`; expected a number from 1 to 1,000,000,000,000"),
        ("peak_factor: 2.1", "peak_factor is `2.1`; expected a number from 1 to 2"),
        ("site_mb: [1, 2]", "site_mb is a list; expected a number in MB"),
        ("site_mb: {low: 1}", "site_mb has `low`; expected one number, or `low`, `likely` and `high`"),
        ("site_mb: {}", "site_mb has nothing; expected one number, or `low`, `likely` and `high`"),
        (
            "site_mb: {low: 3, likely: 2, high: 4}",
            "site_mb has low 3, likely 2 and high 4; expected the order of cost, low ≤ likely ≤ high, since more cost",
        ),
        (
            "edge_eu_share: 0.5",
            "the shares of the edges sum to 1.5 at the level low; expected 1, give all three",
        ),
        ("{a: 1}: 2", "a key is keys with values; expected a name"),
        ("<<: {site_mb: 1}", "<< is no assumption; the nearest is "),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(refused: Refused, line: str, problem: str) -> None:
    said = refused(f"defaults:\n  {line}\n")

    place = 1 if line.startswith("edge") else 2
    assert any(each.startswith(f"FILE, line {place}: {problem}") for each in said), said


def test_every_problem_of_a_file_is_said_at_once_in_the_order_of_its_lines(refused: Refused) -> None:
    said = refused(
        "resource:\n"
        "  Web: {}\n"
        "defaults:\n"
        "  site_mb: 3 h\n"
        "  site_mb: 4\n"
        "  site_files: {low: x, likely: y, high: 3}\n"
        "resources:\n"
        "  Web: 5\n"
        "  Task:\n"
        "    imagegb: 5\n"
        "    image_gb: -5\n"
    )

    assert [each.split(":")[0] for each in said] == [f"FILE, line {line}" for line in (1, 4, 5, 6, 6, 8, 10, 11)]
    assert said[0] == "FILE, line 1: there is no part resource; the nearest of `defaults` and `resources` is resources"
    assert said[2] == "FILE, line 5: site_mb stands there already on line 4; keep one of the two"
    assert said[5] == "FILE, line 8: Web holds `5`; expected keys with values below"


def test_thirds_of_the_edges_may_be_rounded(read: Read) -> None:
    assert read("defaults: {edge_us_share: 33 %, edge_eu_share: 33 %, edge_sa_share: 33 %}\n").names == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("defaults: [\n", "FILE, line 2: this is not YAML ("),
        ("a: b: c\n", "FILE, line 1: this is not YAML (mapping values are not allowed here)"),
        ("{} \n---\n{}\n", "FILE, line 2: this is not YAML (but found another document)"),
        ("just words\n", "FILE, line 1: the file holds `just words`; expected keys with values below"),
        ("- 1\n", "FILE, line 1: the file holds a list; expected keys with values below"),
        ("defaults: &a\n  site_mb: 1\nresources: *a\n", "FILE, line 3: there is an alias (`*`), which usage files"),
        ("&a [*a]\n", "FILE, line 1: there is an alias (`*`)"),
        ("[" * 2000, "FILE, line 1: there is something more than 8 levels deep"),
        ("a: !!python/object:os.system 1\n", "FILE, line 1: there is no part a"),
        ("a: \x01\n", "the usage file FILE cannot be read: it holds the character #x0001"),
        ("#" * LARGEST_FILE + "\n", "the usage file FILE is larger than 250000 bytes"),
    ],
)
def test_a_file_that_is_no_usage_file_is_refused(refused: Refused, text: str, problem: str) -> None:
    (said,) = refused(text)
    assert said.startswith(problem)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, path: Path) -> None:
    path.write_bytes(b"defaults: \xff\n")
    for broken, why in [
        (tmp_path, "directory"),
        (tmp_path / "none.yaml", "No such file"),
        (path, "byte 10 is not UTF-8"),
    ]:
        with pytest.raises(WorkloadError, match=why):
            read_usage(broken)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(assumptions().keys() - set(EDGES))), st.floats(), st.sampled_from(["defaults", "resources"])
)
def test_any_number_is_taken_within_the_bounds_and_refused_without(
    path: Path, key: str, number: float, part: str
) -> None:
    said = f"{key}: {number!r}"
    path.write_text(
        f"defaults:\n  {said}\n" if part == "defaults" else f"resources:\n  Web:\n    {said}\n", encoding="utf-8"
    )
    bounds = assumptions()[key]

    assert (attempt(path) == ()) is (bounds.least <= number <= bounds.most)
    if not attempt(path):
        assert getattr(read_usage(path).workload(Level.HIGH, "Web"), key) == number


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_sentences(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))

    assert all(problem.en and problem.es for problem in attempt(path))


def attempt(path: Path) -> tuple[Text, ...]:
    """The problems with which a file is refused; none where it is read."""
    try:
        read_usage(path)
    except WorkloadError as error:
        return error.problems
    return ()
