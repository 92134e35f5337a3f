"""Order by need, and circles."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.template.cycles import CircleError, in_order

graphs = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefx"), max_size=3))


@given(graphs)
def test_each_comes_after_what_it_needs_or_the_circle_is_real(needs: dict[str, list[str]]) -> None:
    try:
        order = in_order(needs)
    except CircleError as circle:
        names = circle.names
        assert names[0] == names[-1] == min(names)
        assert all(after in needs[before] for before, after in itertools.pairwise(names))
    else:
        assert sorted(order) == sorted(needs)
        place = {name: index for index, name in enumerate(order)}
        assert all(place[need] < place[name] for name in needs for need in needs[name] if need in needs)


@given(graphs, st.randoms(use_true_random=False))
def test_the_order_of_the_keys_decides_nothing(needs: dict[str, list[str]], random: object) -> None:
    def outcome(graph: dict[str, list[str]]) -> tuple[str, ...]:
        try:
            return in_order(graph)
        except CircleError as circle:
            return circle.names

    names = list(needs)
    random.shuffle(names)  # type: ignore[attr-defined] # a random generator of hypothesis
    assert outcome({name: needs[name][::-1] for name in names}) == outcome(needs)


def test_what_needs_itself_is_a_circle() -> None:
    with pytest.raises(CircleError) as refused:
        in_order({"a": ["a"]})
    assert refused.value.names == ("a", "a")
