from __future__ import annotations

import pytest

from embedded.postgres import EmbeddedPostgres
from example_stock import actor, at_once, make_user
from inventory.models import Role, User
from inventory.problems import LAST_ADMINISTRATOR, Problem
from inventory.services.users import user_change


@pytest.mark.parametrize("changes", [{"role": "viewer"}, {"active": False}])
def test_two_administrators_who_let_each_other_go_leave_one(
    committed: EmbeddedPostgres, changes: dict[str, object]
) -> None:
    for _ in range(5):
        User.objects.all().update(role=Role.VIEWER)
        ana, bea = make_user("admin"), make_user("admin")

        ended = at_once(
            [
                lambda ana=ana, bea=bea: user_change(actor(ana), bea.pk, changes),
                lambda ana=ana, bea=bea: user_change(actor(bea), ana.pk, changes),
            ]
        )

        refused = [each for each in ended if isinstance(each, Problem)]
        assert [each.kind for each in refused] == [LAST_ADMINISTRATOR]
        assert User.objects.filter(role=Role.ADMIN, is_active=True).count() == 1


def test_one_who_is_shut_out_already_is_no_administrator_that_could_stay(committed: EmbeddedPostgres) -> None:
    gone, last = make_user("admin"), make_user("admin")
    User.objects.filter(pk=gone.pk).update(is_active=False)

    with pytest.raises(Problem) as refused:
        user_change(actor(gone), last.pk, {"role": "manager"})

    assert refused.value.kind is LAST_ADMINISTRATOR
    user_change(actor(last), gone.pk, {"role": "manager"})
