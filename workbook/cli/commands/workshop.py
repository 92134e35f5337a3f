"""The commands for whoever teaches the workshop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from workbook.cli.answer import FINDINGS, OK, answer
from workbook.cli.arguments import Options
from workbook.errors import UsageError
from workbook.lang import Text
from workbook.template.source import CHECKOUT

_LONGEST, _MOST = 86_400, 16


def _grade(options: Options) -> int:
    from workbook.grade.report import grades_json, grades_page, grading
    from workbook.grade.run import JOBS, LIMIT, grade_class

    limit = _whole("--limit", options.limit, _LONGEST) or LIMIT
    jobs = _whole("--jobs", options.jobs, _MOST) or JOBS
    with grading(options.lang) as tell:
        grades = grade_class(Path(options.operands[0]), CHECKOUT, tell, limit, jobs)
    lang = options.lang
    answer(options, lambda: grades_json(grades, lang), lambda: grades_page(grades, lang))
    return OK if grades.all_passed else FINDINGS


def _whole(option: str, word: str | None, most: int) -> int | None:
    if word is None:
        return None
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= most or len(word) > 9:
        raise UsageError(_NO_NUMBER.format(option=option, word=word, most=most))
    return int(word)


_NO_NUMBER = Text(
    en="{option} cannot be used, got {word}, expected a whole number from 1 to {most}",
    es="{option} no se puede usar, se recibió {word} y se esperaba un número entero de 1 a {most}",
)

RUNS: Mapping[str, Callable[[Options], int]] = {"grade": _grade}
