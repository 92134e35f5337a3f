"""The pipeline as tables: its jobs, its pins, who becomes whom, and what releases meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbook.lang import Lang, Text
from workbook.pipeline.concurrency import Fate
from workbook.pipeline.rollout import Clash, Release, clashes, returning
from workbook.pipeline.rules import Fault
from workbook.pipeline.trust import SUBJECT, Role, Run, answer
from workbook.pipeline.workflows import Job, Way, Workflow
from workbook.render.table import Table

_SHORT = 12  # digits of a commit


def event_table(workflows: Mapping[str, Workflow], lang: Lang) -> Table:
    """What starts each workflow, and the workflows that it calls."""
    rows = [
        (file, _list(each.events), _list(dict.fromkeys(job.calls for job in each.jobs.values() if job.calls)))
        for file, each in workflows.items()
    ]
    return Table.of(_in(lang, _WORKFLOW, _STARTS, _CALLS), rows)


def way_table(ways: Iterable[Way], lang: Lang) -> Table:
    """The jobs on each way, what the first of them waits for, and what the last may do, and where."""
    rows = [
        (" → ".join(job.key for job in way.jobs), _list(way.jobs[0].needs), _rights(way.end), _list(way.environments))
        for way in ways
    ]
    return Table.of(_in(lang, _JOBS, _AFTER, _RIGHTS, _ENVIRONMENT), rows)


def call_table(workflows: Mapping[str, Workflow], called: str, lang: Lang) -> Table:
    """Every job that calls a workflow, with what it hands over."""
    jobs = [job for each in workflows.values() for job in each.jobs.values() if job.calls == called]
    names = list(dict.fromkeys(name for job in jobs for name in job.told["with"]))
    rows = [(job.key, *(job.told["with"].get(name, "–") for name in names)) for job in jobs]
    return Table.of((_JOB[lang], *names), rows)


def pin_table(workflows: Iterable[Workflow], lang: Lang) -> Table:
    """Every action with its commit, and how many steps use it."""
    uses = Counter(step.action for each in workflows for step in each.steps if step.action)
    rows = [(action, commit[:_SHORT], uses[f"{action}@{commit}"]) for action, commit in _split(uses)]
    return Table.of(_in(lang, _ACTION, _COMMIT, _STEPS), rows, numbers=(2,))


def _split(actions: Iterable[str]) -> Iterator[tuple[str, str]]:
    for each in sorted(actions):
        action, _, commit = each.partition("@")
        yield action, commit


def fault_table(faults: Iterable[Fault], lang: Lang) -> Table:
    """Departures from the rules, with their places and reasons."""
    return Table.of(
        _in(lang, _RULE, _PLACE, _BECAUSE), [(each.rule, each.place, each.message[lang]) for each in faults]
    )


def role_table(roles: Mapping[str, Role], lang: Lang) -> Table:
    """What each role compares the subject of a token with, and how."""
    rows = [
        (name, operator, _list(claims[SUBJECT]))
        for name, role in roles.items()
        for operator, claims in role.conditions.items()
        if SUBJECT in claims
    ]
    return Table.of(_in(lang, _ROLE, _OPERATOR, _SUBJECT), rows)


def run_table(runs: Mapping[str, Run], roles: Mapping[str, Role], lang: Lang) -> Table:
    """Who asks, as whom, and what comes of it."""
    rows = [(name, run.subject, answer(run, roles)[lang]) for name, run in runs.items()]
    return Table.of(_in(lang, _WHO, _SUBJECT, _BECOMES), rows)


def clash_table(found: Iterable[Clash], lang: Lang) -> Table:
    """What goes wrong between programs and tables, and whether anybody is told."""
    rows = [(each.program, each.other, _heard(each)[lang], each.message[lang]) for each in found]
    return Table.of(_in(lang, _PROGRAM, _MEETS, _HEARD, _BECAUSE), rows)


def return_table(releases: Sequence[Release], lang: Lang) -> Table:
    """For each release, what going back to each of those before it would meet."""
    named = [f"{each.program.name} · {each.schema.name}" for each in releases]
    rows = []
    for place, last in enumerate(releases[1:], start=1):
        met = [_return(last, earlier)[lang] for earlier in releases[:place]]
        rows.append((named[place], *met, *[""] * (len(named) - place - 1)))
    return Table.of((_FROM[lang], *named[:-1]), rows)


def _return(last: Release, earlier: Release) -> Text:
    found = clashes(returning(last, earlier))
    return min(found, key=lambda each: each.quiet).message if found else _SAFE


def fate_table(policies: Mapping[str, Sequence[Fate]], lang: Lang) -> Table:
    """What becomes of the same runs under several rules."""
    rows = [
        (policy, fate.name, "–" if fate.began is None else fate.began, fate.ended, fate.message[lang])
        for policy, fates in policies.items()
        for fate in fates
    ]
    return Table.of(_in(lang, _RULE, _RUN, _BEGAN, _ENDED, _OUTCOME), rows, numbers=(2, 3))


def _heard(clash: Clash) -> Text:
    return _QUIET if clash.quiet else _ALOUD


def _rights(job: Job) -> str:
    return _list(f"{right}: {level}" for right, level in job.rights.items())


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _in(lang: Lang, *texts: Text) -> list[str]:
    return [text[lang] for text in texts]


_WORKFLOW, _STARTS = Text(en="workflow", es="flujo de trabajo"), Text(en="begins with", es="empieza con")
_CALLS, _JOBS = Text(en="calls", es="llama a"), Text(en="jobs", es="trabajos")
_JOB, _AFTER = Text(en="job", es="trabajo"), Text(en="after", es="después de")
_RIGHTS, _ENVIRONMENT = Text(en="rights", es="derechos"), Text(en="environment", es="entorno")
_ACTION, _COMMIT, _STEPS = Text(en="action", es="acción"), Text(en="commit", es="commit"), Text(en="steps", es="pasos")
_RULE, _PLACE, _BECAUSE = Text(en="rule", es="regla"), Text(en="where", es="dónde"), Text(en="because", es="porque")
_ROLE, _OPERATOR, _SUBJECT = (
    Text(en="role", es="rol"),
    Text(en="compares by", es="compara con"),
    Text(en="subject", es="sujeto"),
)
_WHO, _BECOMES = Text(en="who asks", es="quién pide"), Text(en="becomes", es="se convierte en")
_PROGRAM, _MEETS, _HEARD = (
    Text(en="program", es="programa"),
    Text(en="meets", es="se topa con"),
    Text(en="fails", es="falla"),
)
_QUIET, _ALOUD = Text(en="quietly", es="en silencio"), Text(en="with errors", es="con errores")
_FROM, _SAFE = Text(en="from / to", es="de / a"), Text(en="nothing", es="nada")
_RUN, _BEGAN = Text(en="run", es="ejecución"), Text(en="began", es="empezó")
_ENDED, _OUTCOME = Text(en="ended", es="terminó"), Text(en="outcome", es="resultado")
