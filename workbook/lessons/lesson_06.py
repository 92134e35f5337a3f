"""The exercises of lesson 6: ship a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from workbook.lang import Text
from workbook.lessons.answers import names
from workbook.lessons.exercise import Exercise, Misconception, WrongKindError
from workbook.pipeline.rollout import Release, clashes, program, schema, shipping
from workbook.pipeline.rules import faults
from workbook.pipeline.trust import REPOSITORY, RUNS, SUBJECT, Role, becomes, roles
from workbook.pipeline.workflows import TOKEN, Workflow, WorkflowError, load, read, ways
from workbook.template.source import CHECKOUT

PREVIEW = CHECKOUT / "notebooks" / "examples" / "preview.yml"
"""The workflow with faults that the lesson has repaired."""

OUTSIDE = "pull_request"


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, with the answers that the committed workflows and templates give."""
    found = (_loosened(), _repair(), _left_out(), _who_gets_a_token())
    return {exercise.id: exercise for exercise in found}


# 06.1 predict: who becomes the Deployer when its subject ends with a star?


def _loosened() -> Exercise:
    exact = {name for name, run in RUNS.items() if "Deployer" in becomes(run, roles())}
    loose = {name for name, run in RUNS.items() if loosened().takes(run)}
    return Exercise(
        "06.1",
        correct=lambda answer: names(answer) == loose,
        praise=_STAR,
        otherwise=_NOT_ALL,
        misconceptions=(
            Misconception(lambda answer: not names(answer) <= RUNS.keys(), _NOT_IN_THE_TABLE),
            Misconception(lambda answer: "fork" in names(answer), _FORK_ASKS),
            Misconception(lambda answer: "elsewhere" in names(answer), _ELSEWHERE),
            Misconception(lambda answer: "impostor" in names(answer), _IMPOSTOR),
            Misconception(lambda answer: names(answer) == exact, _STILL_EXACT),
            Misconception(lambda answer: "member" not in names(answer), _MEMBER),
            Misconception(lambda answer: "branch" not in names(answer), _BRANCH),
        ),
    )


def loosened() -> Role:
    """The Deployer with a star in place of its environment."""
    return replace(roles()["Deployer"], conditions={"StringLike": {SUBJECT: (f"repo:{REPOSITORY}:*",)}})


# 06.2 change: repair a workflow


def _repair() -> Exercise:
    def breaks(rule: str, answer: object) -> bool:
        return any(fault.rule == rule for fault in faults(_workflow(answer)))

    return Exercise(
        "06.2",
        correct=lambda answer: not faults(_workflow(answer)) and not _lost(answer),
        praise=_REPAIRED,
        otherwise=_STILL_FAULTY,
        misconceptions=(
            Misconception(lambda answer: _workflow(answer).text.strip() == _preview().strip(), _AS_IT_WAS),
            Misconception(_lost, _WORK_LOST),
            Misconception(lambda answer: breaks("event", answer), _WRONG_EVENT),
            Misconception(lambda answer: breaks("token", answer), _TOKEN_UNGUARDED),
            Misconception(lambda answer: breaks("rights", answer), _TOO_MUCH),
            Misconception(lambda answer: breaks("pin", answer), _TAG_IS_NO_PIN),
            Misconception(lambda answer: breaks("script", answer), _QUOTES_HELP),
            Misconception(lambda answer: breaks("checkout", answer), _CHECKOUT),
        ),
    )


def _preview() -> str:
    return PREVIEW.read_text(encoding="utf-8")


def _workflow(answer: object) -> Workflow:
    if not isinstance(answer, str):
        raise WrongKindError(_TEXT)
    try:
        return read(answer, PREVIEW.name)
    except WorkflowError as error:
        raise WrongKindError(error.problems[0]) from error


def _lost(answer: object) -> bool:
    """Whether it does less than before: for pull requests, fetch, say the title, and build."""
    workflow = _workflow(answer)
    scripts = [step.script for step in workflow.steps]
    given = [value for step in workflow.steps for value in step.told.get("env", {}).values()]
    titled = any("pull_request.title" in words for words in (*scripts, *given))
    fetched = any(step.action.startswith("actions/checkout@") for step in workflow.steps)
    said = any("Preview of" in script for script in scripts)
    built = any("make frontend" in script for script in scripts)
    begins = any(event.startswith(OUTSIDE) for event in workflow.events)
    return not all((titled, fetched, said, built, begins))


# 06.3 break: which release of a careful rename can be left out without an error?


@cache
def rename() -> tuple[Release, ...]:
    """A column renamed in releases of which each gets on with the one before it."""
    wide = schema("wide", {"name", "title"})
    v4 = program("v4", {"title"}, {"title"})
    return (
        Release(program("v1", {"name"}, {"name"}), schema("before", {"name"}, {"name"})),
        Release(program("v2", {"name"}, {"name", "title"}), wide),
        Release(program("v3", {"title"}, {"name", "title"}), wide),
        Release(v4, wide),
        Release(v4, schema("after", {"title"}, {"title"})),
    )


def _left_out() -> Exercise:
    between = rename()[1:4]
    heard = {each.program.name: _is_heard([other for other in rename() if other != each]) for each in between}
    quiet = {name for name, aloud in heard.items() if not aloud}
    loud = heard.keys() - quiet
    return Exercise(
        "06.3",
        correct=lambda answer: names(answer) == quiet,
        praise=_QUIETLY,
        otherwise=_NOT_THESE,
        misconceptions=(
            Misconception(lambda answer: not names(answer), _NONE_QUIET),
            Misconception(lambda answer: not names(answer) <= heard.keys(), _NOT_BETWEEN),
            Misconception(lambda answer: bool(names(answer) & loud), _LOUD),
            Misconception(lambda answer: names(answer) < quiet, _ANOTHER_QUIET),
        ),
    )


def _is_heard(plan: list[Release]) -> bool:
    return any(not clash.quiet for clash in clashes(shipping(plan)))


# 06.4 prove: by which ways does a job get a token?


def _who_gets_a_token() -> Exercise:
    everything = {(way.event, way.end.key) for way in ways(load())}
    complete = {(way.event, way.end.key) for way in ways(load()) if way.may_ask_for_token}
    callers = {job.key for each in load().values() for job in each.jobs.values() if job.calls}
    return Exercise(
        "06.4",
        correct=lambda answer: _pairs(answer) == complete,
        praise=_TWO_LOCKS,
        otherwise=_NOT_THE_WAYS.format(right=TOKEN),
        misconceptions=(
            Misconception(lambda answer: not _pairs(answer), _EMPTY),
            Misconception(lambda answer: any(event == OUTSIDE for event, _ in _pairs(answer)), _NOT_FILTERED),
            Misconception(lambda answer: any(job in callers for _, job in _pairs(answer)), _CALLERS),
            Misconception(lambda answer: not _pairs(answer) <= everything, _NO_SUCH_WAY),
            Misconception(lambda answer: _pairs(answer) < complete, _INCOMPLETE),
        ),
    )


def _pairs(answer: object) -> set[tuple[str, str]]:
    if not isinstance(answer, Iterable) or isinstance(answer, str | Mapping):
        raise WrongKindError(_PAIRS)
    found = set()
    for each in answer:
        if not (isinstance(each, tuple | list) and len(each) == 2 and all(isinstance(one, str) for one in each)):
            raise WrongKindError(_PAIRS)
        found.add((each[0], each[1]))
    return found


_STAR = Text(
    en="the star stands for every branch and pull request of members and for every environment, so nobody has to "
    "approve any more; only GitHub's own refusals and the name of the repository still hold strangers off",
    es="el asterisco vale por toda rama y solicitud de cambios de los miembros y por todo entorno, así que ya nadie "
    "tiene que aprobar; a los extraños solo los detienen las negativas de GitHub y el nombre del repositorio",
)
_NOT_ALL = Text(
    en="lay the star over each subject of the table, and then ask whether GitHub gives that run a token at all",
    es="ponga el asterisco sobre cada sujeto de la tabla y pregunte después si GitHub da siquiera un token",
)
_NOT_IN_THE_TABLE = Text(
    en="not all of these are names of the first column of the table of runs",
    es="no todos son nombres de la primera columna de la tabla de ejecuciones",
)
_FORK_ASKS = Text(
    en="id-token: write in the file of a fork is a wish: its pull request gets no token, so there is no subject that a "
    "star could fit",
    es="id-token: write en el archivo de una bifurcación es un deseo: su solicitud de cambios no recibe ningún token, "
    "así que no hay sujeto al que el asterisco pueda ajustarse",
)
_ELSEWHERE = Text(
    en="the star stands at the end, and before it the whole name of the repository is compared; GitHub writes that "
    "name, so nobody can pretend to be another",
    es="el asterisco está al final, y antes se compara el nombre entero del repositorio; ese nombre lo escribe GitHub, "
    "así que nadie puede hacerse pasar por otro",
)
_IMPOSTOR = Text(
    en="a job that names an environment stays under its guard: GitHub lets main alone in, whatever AWS would trust",
    es="un trabajo que nombra un entorno sigue bajo su guardia: GitHub solo admite main, confíe AWS en lo que confíe",
)
_STILL_EXACT = Text(
    en="that was the answer with the exact subject; a star lets more in",
    es="esa era la respuesta con el sujeto exacto; un asterisco deja entrar a más",
)
_MEMBER = Text(
    en="a pull request from a branch of the repository itself is no fork: it gets a token, and its subject begins like "
    "all of ours",
    es="una solicitud de cambios de una rama del propio repositorio no es una bifurcación: recibe un token, y su "
    "sujeto empieza como todos los nuestros",
)
_BRANCH = Text(
    en="environments guard only jobs that name one; this job names none, and so nobody asks for its branch",
    es="los entornos solo vigilan los trabajos que nombran uno; este no nombra ninguno, y nadie le pregunta su rama",
)

_REPAIRED = Text(
    en="no rule complains, and it still does its work: on pull_request it runs what strangers wrote, but without any "
    "right that they could misuse",
    es="ninguna regla protesta, y sigue haciendo su trabajo: con pull_request ejecuta lo que escribieron extraños, "
    "pero sin ningún derecho del que puedan abusar",
)
_STILL_FAULTY = Text(
    en="some rule still complains; read your text by workflows.read and ask rules.faults which",
    es="todavía protesta alguna regla; lea su texto con workflows.read y pregunte a rules.faults cuál",
)
_AS_IT_WAS = Text(
    en="this is the file as it was; replace returns a changed text and leaves the old one alone",
    es="este es el archivo tal como estaba; replace devuelve un texto cambiado y deja intacto el anterior",
)
_WORK_LOST = Text(
    en="what does nothing has no faults, and no use: it must still fetch, say the title and build, for pull requests",
    es="lo que no hace nada no tiene fallos ni utilidad: debe seguir trayendo el código, diciendo el título y "
    "construyendo, en las solicitudes de cambios",
)
_WRONG_EVENT = Text(
    en="pull_request_target does not make pull requests safe: it gives the rights of the repository to a run about "
    "code of strangers; pull_request is the one without",
    es="pull_request_target no hace seguras las solicitudes de cambios: da los derechos del repositorio a una "
    "ejecución sobre código de extraños; la que no los da es pull_request",
)
_TOKEN_UNGUARDED = Text(
    en="the job may ask for a token, and with it try to become a role of AWS; write-all is more than writing, it holds "
    "that right, too",
    es="el trabajo puede pedir un token e intentar con él convertirse en un rol de AWS; write-all es más que escribir: "
    "también incluye ese derecho",
)
_TOO_MUCH = Text(
    en="rights are stated twice: none for the whole file, and for the job by name what it needs, which is to read the "
    "contents",
    es="los derechos se dicen dos veces: ninguno para todo el archivo y, por su nombre, lo que necesita el trabajo, "
    "que es leer el contenido",
)
_TAG_IS_NO_PIN = Text(
    en="a version, however exact, is a name that somebody else may move; only the commit is the code itself, and the "
    "version stands behind it for people",
    es="una versión, por exacta que sea, es un nombre que otro puede mover; solo el commit es el código mismo, y la "
    "versión va detrás para las personas",
)
_QUOTES_HELP = Text(
    en="quotation marks do not help: GitHub pastes the title before the shell reads them, and the title may hold one; "
    "a variable under env is never read as a command",
    es="las comillas no ayudan: GitHub pega el título antes de que el intérprete las lea, y él puede llevar una; "
    "una variable bajo env nunca se lee como orden",
)
_CHECKOUT = Text(
    en="the checkout still fetches by ref or leaves its token behind; on pull_request it needs no ref, and "
    "persist-credentials must be false",
    es="el paso todavía trae por ref o deja su token; con pull_request no necesita ref, y persist-credentials debe "
    "ser false",
)
_TEXT = Text(
    en="this cannot be judged: hand in the text of the whole workflow",
    es="esto no se puede juzgar: entregue el texto del flujo de trabajo entero",
)

_QUIETLY = Text(
    en="every statement succeeds, so no alarm rings and the release counts as well: only rows stay empty where the "
    "other program looks; such gaps are found by people, weeks later",
    es="todas las instrucciones tienen éxito, así que no suena ninguna alarma y la versión pasa por buena: solo "
    "quedan filas vacías donde busca el otro programa; esos huecos los encuentran personas, semanas después",
)
_NOT_THESE = Text(
    en="leave out each release in turn, and look in the third column of the table of clashes",
    es="deje fuera cada versión por turno y mire la tercera columna de la tabla de choques",
)
_NONE_QUIET = Text(
    en="a database does not complain of everything: it knows columns, and not which of them a program looks at",
    es="una base de datos no se queja de todo: conoce las columnas, y no cuáles de ellas lee un programa",
)
_NOT_BETWEEN = Text(
    en="name programs between the first and the last release: v2, v3 or v4, where v4 stands for its first release",
    es="nombre programas entre la primera versión y la última: v2, v3 o v4, y v4 es aquí su primera versión",
)
_LOUD = Text(
    en="without that release the column is taken away while the program before still writes it, and PostgreSQL "
    "refuses each such statement; that is heard at once",
    es="sin esa versión la columna desaparece mientras el programa anterior todavía la escribe, y PostgreSQL "
    "rechaza cada una de esas instrucciones; eso se oye enseguida",
)
_ANOTHER_QUIET = Text(
    en="right as far as it goes, and there is another: who writes both and who reads which are two steps",
    es="correcto, pero hay otra: quién escribe las dos y quién lee cuál son dos pasos distintos",
)

_TWO_LOCKS = Text(
    en="complete, and no pull request among them; but a pull request may change these very files, so it proves the "
    "first lock only: the second is that GitHub gives forks no token, and that the roles trust environments",
    es="completo, y ninguna solicitud de cambios entre ellas; pero una solicitud de cambios puede cambiar estos mismos "
    "archivos, así que esto prueba solo el primer cerrojo: el segundo es que GitHub no da tokens a las bifurcaciones "
    "y que los roles confían en entornos",
)
_NOT_THE_WAYS = Text(
    en="hand in pairs of the event and the job at the end of the way, for every way on which all jobs have {right}",
    es="entregue pares del evento y el trabajo al final del camino, para cada camino en que todos los trabajos tienen "
    "{right}",
)
_EMPTY = Text(
    en="an empty list would mean that nobody may deploy; a proof about all ways needs the ways",
    es="una lista vacía significaría que nadie puede desplegar; una prueba sobre todos necesita los caminos",
)
_NOT_FILTERED = Text(
    en="a pull request does start jobs, and none of them has the right to a token; keep the ways on which all have it",
    es="una solicitud de cambios sí inicia trabajos, y ninguno tiene derecho a un token; quédese con los caminos en "
    "que lo tienen todos",
)
_CALLERS = Text(
    en="a job that calls a workflow runs nothing itself; follow the call to the job with the steps",
    es="un trabajo que llama a un flujo de trabajo no ejecuta nada; siga la llamada hasta el trabajo con los pasos",
)
_NO_SUCH_WAY = Text(
    en="some of these are no way of the workflows: first the event that starts it, then the job as workflow/job",
    es="algunos no son caminos de los flujos de trabajo: primero el evento que lo inicia, luego el trabajo como "
    "flujo/trabajo",
)
_INCOMPLETE = Text(
    en="all of them are ways to a token, but some are missing: what begins by the clock or by hand is a way, too",
    es="todos son caminos hacia un token, pero faltan algunos: lo que empieza por reloj o a mano también es uno",
)
_PAIRS = Text(
    en="this cannot be judged: hand in a set of pairs of texts, as (event, job)",
    es="esto no se puede juzgar: entregue un conjunto de pares de textos, como (evento, trabajo)",
)
