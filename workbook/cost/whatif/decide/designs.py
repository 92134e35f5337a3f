"""The designs of a contest as a decision matrix, with the criteria that the engine computes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.cost.whatif.decide.matrix import Better, Criterion, Matrix, Value
from workbook.cost.whatif.rivals.contest import Contest
from workbook.lang import Text, quantity, same

MINUTES, GIVEN_UP, OPERATIONS, LOCK_IN = "minutes", "given-up", "operations", "lock-in"


def design_matrix(contest: Contest) -> Matrix:
    """A design and its rivals by what each costs, what AWS promises of it, and how much of the design it gives up."""
    own = contest.estimates[0].source
    options = {own: same(own), **{each.rival.id: each.rival.title for each in contest.entries}}
    minutes = {own: contest.api.minutes_down, **{each.rival.id: each.api.minutes_down for each in contest.entries}}
    lost = {own: 0, **{each.rival.id: len(each.gives_up) for each in contest.entries}}
    return Matrix(
        options,
        (
            *_costs(contest, own),
            Criterion(MINUTES, _TITLES[MINUTES], Better.LESS, minutes),
            Criterion(GIVEN_UP, _TITLES[GIVEN_UP], Better.LESS, lost),
        ),
    )


def judged(name: str, values: Mapping[str, Value]) -> Criterion:
    """A criterion that nobody can compute: marks that somebody gives to each option, more for the better."""
    return Criterion(name, _TITLES.get(name, same(name)), Better.MORE, values, judged=True)


def _costs(contest: Contest, own: str) -> Iterator[Criterion]:
    for place, each in enumerate(contest.estimates):
        values = {own: each.total, **{entry.rival.id: entry.estimates[place].total for entry in contest.entries}}
        title = _COST.format(users=quantity(each.users))
        yield Criterion(f"cost-{each.users}", title, Better.LESS, values)


_COST = Text(en="USD a month, {users} users", es="USD al mes, {users} usuarios")
_TITLES = {
    MINUTES: Text(
        en="minutes a month that promises let calls fail",
        es="minutos al mes que las promesas dejan fallar",
    ),
    GIVEN_UP: Text(en="guarantees given up", es="garantías a las que renuncia"),
    OPERATIONS: Text(en="little to operate", es="poco que operar"),
    LOCK_IN: Text(en="easy to leave", es="fácil de abandonar"),
}
