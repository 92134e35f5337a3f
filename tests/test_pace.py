import gc

import pytest

from workbook.pace import remembering, without_collection


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


def counted(said: list[str]):
    @remembering
    def work(content: str, where: str) -> str:
        said.append(where)
        if not content:
            raise KeyError
        return content[:1]

    return work


def test_the_same_text_at_the_same_place_is_read_once() -> None:
    said: list[str] = []
    work = counted(said)

    assert [work("abc", "here"), work("abc", "here"), work("abc", "there"), work("b", "here")] == ["a", "a", "a", "b"]
    assert said == ["here", "there", "here"]


def test_neither_large_texts_nor_failures_are_kept() -> None:
    said: list[str] = []
    work = counted(said)
    for _ in range(2):
        work("x" * (1024**2 + 1), "large")
        with pytest.raises(KeyError):
            work("", "faulty")

    assert said == ["large", "faulty"] * 2
