import gc

import pytest

from workbook.pace import without_collection


def test_the_collector_rests_while_the_work_runs() -> None:
    assert without_collection(gc.isenabled)() is False
    assert gc.isenabled()


def test_the_collector_is_back_after_a_failure() -> None:
    def fail() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        without_collection(fail)()

    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        without_collection(int)()
        assert not gc.isenabled()
    finally:
        gc.enable()
