from __future__ import annotations

import subprocess
import sys

import pytest

from example_environment import VARIABLES
from tasks import APP


@pytest.mark.parametrize("command", ["migrate", "clean_up", "connection_budget --tasks 2", "createsuperuser"])
def test_a_command_says_in_one_sentence_that_the_database_does_not_answer(command: str) -> None:
    ended = subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=APP,
        env=VARIABLES | {"DATABASE_CONNECT_TIMEOUT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr.startswith("the database does not answer: ")
    assert len(ended.stderr.splitlines()) == 1
