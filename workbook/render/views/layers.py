"""Columns for a graph without a place of its own: each node one column behind the last that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

N = TypeVar("N")


def columns(nodes: Sequence[N], arrows: Iterable[tuple[N, N]], most: int) -> Mapping[N, int]:
    """The column of every node, from 0; arrows that close a cycle do not count."""
    following: dict[N, list[N]] = {node: [] for node in nodes}
    for source, target in arrows:
        if source != target and source in following and target in following:
            following[source].append(target)
    depth = dict.fromkeys(nodes, 0)
    for node in _in_order(following):
        for target in following[node]:
            depth[target] = min(most, max(depth[target], depth[node] + 1))
    return depth


def rows(depth: Mapping[N, int], arrows: Iterable[tuple[N, N]]) -> Mapping[N, int]:
    """The row of every node in its column: beside what leads to it, where that is free."""
    sources: dict[N, list[N]] = {}
    for source, target in arrows:
        sources.setdefault(target, []).append(source)
    found: dict[N, int] = {}
    for column in sorted(set(depth.values())):
        members = [node for node in depth if depth[node] == column]
        wanted = {node: _middle([found[s] for s in sources.get(node, ()) if s in found]) for node in members}
        taken = -1
        for node in sorted(members, key=lambda n: wanted[n]):
            taken = found[node] = max(taken + 1, int(wanted[node]))
    return found


def _middle(places: list[int]) -> float:
    return sum(places) / len(places) if places else 0.0


def _in_order(following: Mapping[N, list[N]]) -> list[N]:
    """Sources before targets; the arrows back in a cycle are forgotten."""
    done: list[N] = []
    state: dict[N, bool] = {}
    for start in following:
        stack: list[tuple[N, bool]] = [(start, False)]
        while stack:
            node, finished = stack.pop()
            if finished:
                state[node] = True
                done.append(node)
            elif node not in state:
                state[node] = False
                stack.append((node, True))
                stack += [(target, False) for target in reversed(following[node]) if target not in state]
    forward = done[::-1]
    position = {node: i for i, node in enumerate(forward)}
    for node in following:
        following[node][:] = [t for t in following[node] if position[t] > position[node]]
    return forward
