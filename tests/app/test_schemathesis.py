"""Requests made up by schemathesis, with all of its checks; `make fuzz` makes up many times as many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import hypothesis
import pytest
from schemathesis.core.transport import Response
from schemathesis.generation.case import Case

import described_api
from described_api import Frontend, aim, undone
from embedded.postgres import EmbeddedPostgres
from inventory.models import Role, User

FUZZ = hypothesis.settings.get_current_profile_name() == "fuzz"
EXAMPLES = 300 if FUZZ else 5
SEQUENCES = hypothesis.settings(
    max_examples=1000 if FUZZ else 30,
    stateful_step_count=8,
    deadline=None,
    derandomize=not FUZZ,
    database=None,
    phases=[hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)

frontend = Frontend()
schema = described_api.load(frontend, examples=EXAMPLES, deterministic=not FUZZ)


@pytest.fixture(scope="module")
def admin(server: EmbeddedPostgres) -> Iterator[None]:
    with described_api.stocked():
        frontend.sign_in(User.objects.get(role=Role.ADMIN))
        yield


@pytest.fixture(scope="module")
def answers() -> Counter[tuple[str, int]]:
    """How often each operation has answered with each status."""
    return Counter()


@pytest.fixture(autouse=True)
def report(answers: Counter[tuple[str, int]], record_property) -> Iterator[None]:
    """Tell what was answered; where no request succeeds, most checks have nothing to look at."""
    answers.clear()
    yield
    cases: Counter[str] = Counter()
    for (operation, _), count in answers.items():
        cases[operation] += count
    record_property("cases", dict(cases))
    succeeded = {operation for operation, status in answers if status < 300}
    if len(cases) > 1:  # of a sequence, a part alone: it may sign out in the middle
        assert len(succeeded) > len(cases) / 2, dict(answers)
        return
    # Chance seldom writes a file that can be imported; tests of their own do.
    by_chance = {operation for operation in cases if "/imports/" not in operation}
    assert by_chance - succeeded == set(), dict(answers)


@schema.parametrize()
def test_an_operation_keeps_to_its_description(case: Case, admin: None, answers: Counter[tuple[str, int]]) -> None:
    frontend.prepare(case)
    aim(case)
    with undone():
        response = case.call()
        answers[case.operation.label, response.status_code] += 1
        case.validate_response(response)


def test_a_sequence_of_requests_keeps_to_the_description(admin: None, answers: Counter[tuple[str, int]]) -> None:
    class Sequence(schema.as_state_machine()):
        def setup(self) -> None:
            self.until_the_end = undone()
            self.until_the_end.__enter__()

        def teardown(self) -> None:
            self.until_the_end.__exit__(None, None, None)

        def before_call(self, case: Case) -> None:
            frontend.prepare(case)

        def after_call(self, response: Response, case: Case) -> None:
            super().after_call(response, case)
            answers[case.operation.label, response.status_code] += 1

    Sequence.run(settings=SEQUENCES)
