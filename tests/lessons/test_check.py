from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.lang import VARIABLE, Lang, Text
from workbook.lessons.check import LESSONS, all_exercises, check
from workbook.lessons.exercise import Exercise, NoSuchExerciseError, Verdict

EXERCISES = sorted(all_exercises())

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.just(object()),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner) | st.just(int),
    max_leaves=8,
)


@pytest.mark.parametrize("exercise", EXERCISES)
@given(answer=junk)
@settings(max_examples=25, deadline=None)
def test_any_answer_gets_a_verdict_in_both_languages(exercise: str, answer: object) -> None:
    english, spanish = check(exercise, answer), check(exercise, answer, Lang.ES)

    assert english.right is spanish.right is False
    assert repr(english).startswith(f"✘ {exercise}: ")
    assert repr(spanish).startswith(f"✘ {exercise}: ")
    assert repr(english) != repr(spanish)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_what_is_given_one_after_the_other_is_judged_as_a_whole(exercise: str) -> None:
    answer = (part for part in (1, object()))

    assert check(exercise, answer) == check(exercise, [1, object()])
    assert not check(exercise, iter(["not", "an", "answer"]))


@pytest.mark.parametrize("exercise", ["01.1", "07.1"])
def test_what_never_ends_is_wrong_and_not_waited_for(exercise: str) -> None:
    assert not check(exercise, itertools.repeat("a"))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_message_is_a_sentence_in_both_languages(exercise: str) -> None:
    for text in messages(all_exercises()[exercise]):
        for words, other in ((text.en, text.es), (text.es, text.en)):
            assert words != other
            assert words == words.strip()
            assert len(words.split()) >= 4, words
            assert "{" not in words.replace("${", ""), f"a field was left: {words}"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_two_thoughts_get_the_same_message(exercise: str) -> None:
    texts = messages(all_exercises()[exercise])

    assert len({text.en for text in texts}) == len(texts)


def messages(exercise: Exercise) -> list[Text]:
    return [exercise.praise, exercise.otherwise, *(one.message for one in exercise.misconceptions)]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_dots_are_no_answer_yet_and_no_wrong_one(exercise: str) -> None:
    verdict = check(exercise, ...)

    assert not verdict
    assert repr(verdict).startswith(f"… {exercise}: there is no answer here yet; put yours in place of the dots")


def test_a_notebook_says_once_in_which_language_its_answers_are_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "es")
    assert repr(check("00.1", ...)).startswith("… 00.1: aquí todavía no hay respuesta")
    assert repr(check("00.1", ..., Lang.EN)).startswith("… 00.1: there is")

    monkeypatch.setenv(VARIABLE, "eo")
    assert repr(check("00.1", ...)).startswith("… 00.1: there is")


def test_exercises_are_numbered_from_one_within_their_lesson() -> None:
    for number, lesson in LESSONS.items():
        assert list(lesson()) == [f"{number}.{n}" for n in range(1, len(lesson()) + 1)]


@pytest.mark.parametrize("exercise", ["00.9", "77.1", "", "one"])
def test_an_exercise_that_does_not_exist_is_refused_with_those_that_do(exercise: str) -> None:
    with pytest.raises(NoSuchExerciseError, match=r"there is no exercise .*; expected one of 00\.1, 00\.2"):
        check(exercise, 1)


@pytest.mark.parametrize("exercise", [0.1, 0, None])
def test_an_id_without_quotation_marks_is_refused_like_a_wrong_one(exercise: str) -> None:
    with pytest.raises(NoSuchExerciseError, match=rf"there is no exercise {exercise}; expected one of 00\.1, 00\.2"):
        check(exercise, 1)


def test_a_verdict_reads_well_in_a_notebook_and_counts_as_what_it_says() -> None:
    praise = next(iter(all_exercises().values())).praise
    right, wrong = Verdict("00.1", True, praise), Verdict("00.1", False, praise, Lang.ES)

    assert right._repr_markdown_() == f"**✔ 00.1:** {praise.en}"
    assert wrong._repr_markdown_() == f"**✘ 00.1:** {praise.es}"
    assert right
    assert not wrong
