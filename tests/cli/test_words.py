"""The words after `workbook`: each that is not understood gives one sentence and exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from workbook.cli.arguments import Command, read_options
from workbook.cli.manual import help_on
from workbook.cli.run import RUNS
from workbook.cli.usage.all import COMMANDS
from workbook.cli.usage.architecture import VIEWS
from workbook.lang import Lang
from workbook.render.views import View

ALL = (
    "synth, resources, diagram, flow, audit, doctor, cost, prices, deploy, diff, stop, start, destroy, verify, drift, "
    "status, open, logs, grade"
)

MISTAKES = {
    "audt": f"there is no command audt; expected one of {ALL}; did you mean audit?",
    "frob": f"there is no command frob; expected one of {ALL}",
    "--json audit": f"--json stands where the command is expected, one of {ALL}; "
    "write it after, as in workbook audit --json",
    "audit --profil starter": "audit has no option --profil; did you mean --profile?",
    "audit --frob": "audit has no option --frob; workbook audit --help lists those that it has",
    "audit -x": "audit has no option -x; workbook audit --help lists those that it has",
    "audit one two": "audit reads one source, and two would be the second; leave one out",
    "doctor one": "doctor reads no source, but one was given; leave it out",
    "audit --profile": "the option --profile has no value; expected --profile NAME",
    "audit -o": "the option -o has no value; expected -o FILE",
    "audit --json=yes": "the option --json was given a value; expected none, leave it out",
    "audit --lang": "the option --lang has no value; expected --lang en|es",
    "audit --lang fr": "there is no language fr; expected en or es after --lang",
    "audit --lang=": "the option --lang has no value; expected --lang en|es",
    "diagram --view netwrk": "there is no netwrk for --view; expected one of overview, network, security, delivery, "
    "observability, cost; did you mean network?",
    "diagram --users 5": "--users was given for the view overview; expected it with --view cost alone, leave it out",
    "prices": "prices needs to know what to do; expected one of show, age, diff, refresh after it",
    "prices shwo": "prices cannot do shwo; expected one of show, age, diff, refresh after it; did you mean show?",
    "prices diff one": "prices diff was given one snapshot, one; expected an older and a newer one, or none",
    "prices refresh --api --from here": "--api and --from were both given; expected one, leave the other out",
    "cost verify": "cost verify lacks CASES.json: a file of cases, as docs/howto/verify-published-figures.md "
    "describes it",
    "cost verify one two": "cost verify does not expect the word two; leave it out",
    "cost compare one two": "cost compare reads one source, and two would be the second; leave one out",
    "cost --users": "the option --users has no value; expected --users N",
    "cost --free-tier some": "there is no some for --free-tier; expected one of always-free, none, legacy-12-months, "
    "credits",
    "cost --json --csv": "--json and --csv were both given; expected one, leave the other out",
    "synth --all --profile starter": "--all and --profile starter were both given; expected one, leave the other out",
}
SPANISH = {
    "frob": "no existe la orden frob",
    "--json audit": "--json está donde se espera la orden",
    "audit --profil starter": "audit no tiene la opción --profil; ¿quiso decir --profile?",
    "audit --frob": "workbook audit --help enumera las que tiene",
    "audit one two": "audit lee una sola fuente",
    "doctor one": "doctor no lee ninguna fuente",
    "audit -o": "falta el valor de la opción -o; se esperaba -o ARCHIVO",
    "audit --json=yes": "se dio un valor a la opción --json",
    "diagram --view x": "--view no admite x",
    "synth --all --profile starter": "se dieron --all y --profile starter",
}


@pytest.mark.parametrize("words", MISTAKES)
def test_words_that_are_not_understood_get_one_sentence(run: Run, words: str) -> None:
    answer = run(*words.split())

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr == f"workbook: {MISTAKES[words]}\n"


@pytest.mark.parametrize("words", SPANISH)
def test_mistakes_are_told_in_spanish_too(run: Run, words: str) -> None:
    answer = run("--lang", "es", *words.split())

    assert answer.returncode == 2
    assert SPANISH[words] in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_without_words_the_help_goes_to_standard_error(run: Run) -> None:
    alone, asked = run(), run("--help")

    assert (alone.returncode, alone.stdout) == (2, "")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert alone.stderr == asked.stdout


@pytest.mark.parametrize("words", ["--lang es resources", "resources --lang es", "--lang=es resources"])
def test_the_language_may_stand_before_and_after_the_command(run: Run, foreign: Path, words: str) -> None:
    assert "no admitido" in run(*words.split(), foreign).stdout


def test_of_two_languages_the_last_counts(run: Run) -> None:
    assert run("--lang", "es", "--help", "--lang", "en").stdout.startswith("usage:")


def test_after_two_dashes_every_word_is_a_source(run: Run) -> None:
    assert "--lang does not exist" in run("audit", "--", "--lang").stderr


@pytest.mark.parametrize("dash", ["-h", "--help"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_names_every_option_of_a_command(run: Run, command: Command, dash: str) -> None:
    answer = run(*command.name.split(), "--frob", dash)

    assert answer.returncode == 0
    assert answer.stdout == help_on(command, COMMANDS, Lang.EN)
    assert all(flag in answer.stdout for option in command.options for flag in option.flags)


@pytest.mark.parametrize("dash", ["-h", "--help"])
@pytest.mark.parametrize("lang", Lang)
def test_help_on_a_word_that_is_no_command_by_itself_lists_its_commands(run: Run, dash: str, lang: Lang) -> None:
    answer = run("prices", dash, "--lang", lang)

    assert answer.returncode == 0
    prices = [command for command in COMMANDS if command.name.startswith("prices ")]
    assert len(prices) > 1
    assert all(command.name in answer.stdout for command in prices)
    assert "cost" not in answer.stdout


def test_help_on_a_command_lists_those_that_go_on_from_its_name(run: Run) -> None:
    page = run("cost", "--help").stdout

    assert all(f"  {command.name} " in page for command in COMMANDS if command.name.startswith("cost "))
    assert "cost compare" not in run("cost", "best", "--help").stdout


@pytest.mark.parametrize(
    "words", [("cost", "best", "--users", "3", "--users", "4"), ("audit", "-o", "3", "--output", "4")]
)
def test_an_option_with_one_value_takes_no_second(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)

    assert answer.returncode == 2
    assert "was given more than once: 3 4; expected one value" in answer.stderr


@pytest.mark.parametrize("width", [24, 40, 80, 200])
@pytest.mark.parametrize("lang", Lang)
def test_help_fits_the_terminal(run: Run, monkeypatch, width: int, lang: Lang) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    pages = [
        run("--help", "--lang", lang).stdout,
        *(run(*name.split(), "--help", "--lang", lang).stdout for name in RUNS),
    ]

    for page in pages:
        usage, *lines = page.splitlines()
        assert usage.startswith(("usage: workbook", "uso: workbook"))
        assert max(map(len, lines)) <= min(width, 100)


def test_version_is_told(run: Run) -> None:
    assert run("--version").stdout.startswith("workbook ")


def test_every_command_is_described_and_runs() -> None:
    assert [command.name for command in COMMANDS] == list(RUNS)


def test_every_view_can_be_asked_for() -> None:
    assert tuple(View) == VIEWS


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_answers_in_json_and_into_a_file(command: Command) -> None:
    operands = ["word"] * (command.operands.least if command.operands else 0)
    options = read_options(command, [*operands, "--json", "-o", "answer"])

    assert (options.json, options.output) == (True, "answer")
