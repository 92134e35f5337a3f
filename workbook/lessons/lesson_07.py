"""The exercises of lesson 7: watch and alarm. What was said by logs and alarms is judged by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from workbook.deploy.logs import LogLine
from workbook.lang import Text
from workbook.lessons.answers import NOTHING_CHANGED, graph_of, names
from workbook.lessons.exercise import Exercise, Misconception, WrongKindError
from workbook.template.logical_ids import without_hash
from workbook.template.model import Assembly, Resource
from workbook.template.source import load_profile

_ALARM, _SLOW = "AWS::CloudWatch::Alarm", "TargetResponseTime"
_DATABASE, _SILENCE_IS_BAD = "AWS/RDS", "breaching"
_TWO = 2
_RAISED = "ALARM"


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, with the answers that the committed `starter` snapshot gives."""
    found = (_silence(), _sooner(), _one_alarm(), _where_the_time_went())
    return {exercise.id: exercise for exercise in found}


@cache
def _starter() -> Assembly:
    return load_profile("starter")


def _alarms(assembly: Assembly) -> list[Resource]:
    return [each for each in assembly.resources() if each.type == _ALARM]


# 07.1 predict: which alarms does a database raise of which nothing comes any more?


def _silence() -> Exercise:
    alarms = _alarms(_starter())
    silent = {without_hash(each.id.logical_id) for each in alarms if each.get("Namespace") == _DATABASE}
    on_silence = {
        without_hash(each.id.logical_id) for each in alarms if each.get("TreatMissingData") == _SILENCE_IS_BAD
    }
    return Exercise(
        "07.1",
        correct=lambda answer: _shorts(answer) == silent & on_silence,
        praise=_SILENCE_RINGS,
        otherwise=_OTHER_ALARMS,
        misconceptions=(
            Misconception(lambda answer: not _shorts(answer), _SILENCE_IS_NO_PEACE),
            Misconception(lambda answer: _shorts(answer) == on_silence, _OTHERS_SPEAK),
            Misconception(lambda answer: _shorts(answer) < silent & on_silence, _EACH_METRIC_IS_GONE),
            Misconception(lambda answer: bool(_shorts(answer) - on_silence), _NOT_BREACHING),
        ),
    )


def _shorts(answer: object) -> set[str]:
    return {without_hash(name) for name in names(answer)}


# 07.2 change: let the alarm on slow responses ring sooner


def _sooner() -> Exercise:
    return Exercise(
        "07.2",
        correct=lambda answer: _changed(answer) == {("DatapointsToAlarm", _TWO)} and not _others_changed(answer),
        praise=_RINGS_SOONER,
        otherwise=_OTHER_PROPERTY,
        misconceptions=(
            Misconception(lambda answer: not _changed(answer), NOTHING_CHANGED),
            Misconception(lambda answer: bool(_others_changed(answer)), _ANOTHER_ALARM),
            Misconception(lambda answer: _names(answer) & {"EvaluationPeriods"} != set(), _LOOKS_BACK_LESS),
            Misconception(lambda answer: _names(answer) & {"Threshold", "Period"} != set(), _ANOTHER_QUESTION),
            Misconception(lambda answer: _names(answer) == {"DatapointsToAlarm"}, _ANOTHER_COUNT),
        ),
    )


def _changed(answer: object) -> set[tuple[str, Any]]:
    """Properties of the alarm on slow responses with other values than in the snapshot, and those of other alarms."""
    return _differences(answer, of_slow=True) | _others_changed(answer)


def _others_changed(answer: object) -> set[tuple[str, Any]]:
    return _differences(answer, of_slow=False)


def _names(answer: object) -> set[str]:
    return {name for name, _ in _changed(answer)}


def _differences(answer: object, *, of_slow: bool) -> set[tuple[str, Any]]:
    given = {each.id.logical_id: each for each in _alarms(graph_of(answer).assembly)}
    found = set[tuple[str, Any]]()
    for before in _alarms(_starter()):
        after = given.get(before.id.logical_id)
        if (before.get("MetricName") == _SLOW) is not of_slow:
            continue
        for name in _WATCHED:
            value = after.get(name) if after else None
            if value != before.get(name):
                found.add((name, value))
    return found


_WATCHED = ("DatapointsToAlarm", "EvaluationPeriods", "Threshold", "Period", "ComparisonOperator", "TreatMissingData")


# 07.3 break: raise one alarm, and no other


def _one_alarm() -> Exercise:
    return Exercise(
        "07.3",
        correct=lambda answer: not _before(answer) and len(_after(answer)) == 1,
        praise=_ONE_RINGS,
        otherwise=_SEVERAL_RING,
        misconceptions=(
            Misconception(lambda answer: bool(_before(answer)), _STILL_RINGING),
            Misconception(lambda answer: not _after(answer), _NOBODY_HEARS),
        ),
    )


def _before(answer: object) -> set[str]:
    return _ringing(_states(answer)[0])


def _after(answer: object) -> set[str]:
    return _ringing(_states(answer)[1])


def _states(answer: object) -> tuple[Mapping[str, str], Mapping[str, str]]:
    if isinstance(answer, tuple | list) and len(answer) == 2 and all(isinstance(each, Mapping) for each in answer):
        return answer[0], answer[1]
    raise WrongKindError(_TWO_STATES)


def _ringing(states: Mapping[str, str]) -> set[str]:
    return {name for name, state in states.items() if state == _RAISED}


# 07.4 prove: where the time of a slow request went


def _where_the_time_went() -> Exercise:
    return Exercise(
        "07.4",
        correct=lambda answer: bool(_chains(answer)),
        praise=_PROVED,
        otherwise=_NO_CHAIN,
        misconceptions=(
            Misconception(lambda answer: _has(answer, "x-edge-request-id"), _NOT_BY_THE_EDGE),
            Misconception(lambda answer: not _has(answer, "trace_id"), _NO_BALANCER),
            Misconception(lambda answer: not _has(answer, "trace"), _NO_REQUEST),
            Misconception(lambda answer: not _traced(answer), _TWO_REQUESTS),
            Misconception(lambda answer: not _has(answer, "sql"), _NO_QUERY),
            Misconception(lambda answer: not _durations(answer), _NO_DATABASE),
        ),
    )


def _messages(answer: object) -> list[str]:
    lines = list(answer) if isinstance(answer, Iterable) and not isinstance(answer, str) else []
    if not lines or not all(isinstance(each, LogLine) for each in lines):
        raise WrongKindError(_LINES)
    return [each.message for each in lines if isinstance(each, LogLine)]


def _records(answer: object) -> list[Mapping[str, Any]]:
    """The lines that are JSON."""
    return [json.loads(each) for each in _messages(answer) if each.startswith("{")]


def _having(answer: object, field: str) -> list[Mapping[str, Any]]:
    return [each for each in _records(answer) if field in each]


def _has(answer: object, field: str) -> bool:
    return bool(_having(answer, field))


def _traced(answer: object) -> list[Mapping[str, Any]]:
    """Requests that the application has logged under a trace that the load balancer has logged, too."""
    traces = {each["trace_id"] for each in _having(answer, "trace_id")}
    return [each for each in _having(answer, "trace") if each["trace"] in traces]


def _durations(answer: object) -> list[str]:
    """What the database says of statements that took long."""
    return [" ".join(each.split()) for each in _messages(answer) if "duration:" in each]


def _chains(answer: object) -> list[Mapping[str, Any]]:
    """Slow queries that one request asked, and that the database knows."""
    asked = {each["request_id"] for each in _traced(answer)}
    said = _durations(answer)
    slow = [each for each in _having(answer, "sql") if each.get("request_id") in asked]
    return [each for each in slow if any(each["sql"].partition("%")[0] in words for words in said)]


_SILENCE_RINGS = Text(
    en="a running database speaks every minute, so its silence is bad news, and TreatMissingData says so to each of "
    "its alarms",
    es="una base de datos que funciona habla cada minuto, así que su silencio es mala noticia, y TreatMissingData se "
    "lo dice a cada una de sus alarmas",
)
_OTHER_ALARMS = Text(
    en="look at the column on missing data, and at whose metrics are gone",
    es="mire la columna sobre los datos que faltan y de quién son las métricas que faltan",
)
_SILENCE_IS_NO_PEACE = Text(
    en="no news is no good news: whoever is dead reports no error; look at what each alarm takes missing data for",
    es="que no haya noticias no es buena noticia: quien ha muerto no informa de errores; mire por qué toma cada alarma "
    "los datos que faltan",
)
_OTHERS_SPEAK = Text(
    en="these are all that take silence for bad; but the tasks and the load balancer still speak",
    es="estas son todas las que toman el silencio por malo; pero las tareas y el balanceador siguen hablando",
)
_EACH_METRIC_IS_GONE = Text(
    en="that is a part of them: with the database all of its metrics are gone, and each has an alarm",
    es="esa es una parte: con la base de datos faltan todas sus métricas, y cada una tiene una alarma",
)
_NOT_BREACHING = Text(
    en="one of these takes missing data for good, since without requests there is nothing to complain of",
    es="una de estas toma los datos que faltan por buenos, pues sin peticiones no hay de qué quejarse",
)
_RINGS_SOONER = Text(
    en="two bad minutes of five are enough now, also with good ones between them; one alone still wakes nobody",
    es="ahora bastan dos minutos malos de cinco, también con buenos entre ellos; uno solo sigue sin despertar a nadie",
)
_OTHER_PROPERTY = Text(
    en="the number of bad minutes that raises it is DatapointsToAlarm; everything else stays as it is",
    es="el número de minutos malos que la activa es DatapointsToAlarm; todo lo demás queda como está",
)
_ANOTHER_ALARM = Text(
    en="another alarm has changed, too: hand in an edit of the one on slow responses alone",
    es="también ha cambiado otra alarma: entregue un cambio solo de la de respuestas lentas",
)
_LOOKS_BACK_LESS = Text(
    en="EvaluationPeriods is how far it looks back: with fewer, bad minutes with a good one between them are never "
    "seen together",
    es="EvaluationPeriods es hasta dónde se remonta: con menos, los minutos malos con uno bueno en medio nunca se ven "
    "juntos",
)
_ANOTHER_QUESTION = Text(
    en="this changes what a bad minute is, and not how many of them raise the alarm",
    es="esto cambia lo que es un minuto malo, y no cuántos de ellos activan la alarma",
)
_ANOTHER_COUNT = Text(
    en="the right property with another number than the two bad minutes that were asked for",
    es="la propiedad correcta con otro número que los dos minutos malos que se pedían",
)
_ONE_RINGS = Text(
    en="you spoke with the name, the dimensions and the minutes that one alarm listens for, and the others never "
    "heard it",
    es="usted habló con el nombre, las dimensiones y los minutos que escucha una alarma, y las demás no la oyeron",
)
_SEVERAL_RING = Text(
    en="more than one alarm is raised now: two of them may share what you have published; choose a metric that only "
    "one looks at",
    es="ahora hay más de una alarma activa: dos pueden compartir lo que usted publicó; elija una métrica que solo mire "
    "una",
)
_STILL_RINGING = Text(
    en="an alarm was raised before you began; wait_until_calm waits until none is",
    es="antes de empezar ya había una alarma activa; wait_until_calm espera hasta que no haya ninguna",
)
_NOBODY_HEARS = Text(
    en="no alarm heard it: a metric is its name and all of its dimensions, and one bad minute is not enough for an "
    "alarm that asks for more",
    es="ninguna alarma lo oyó: una métrica es su nombre y todas sus dimensiones, y un minuto malo no le basta a una "
    "alarma que pide más",
)
_PROVED = Text(
    en="the trace joins load balancer and application, the request id the application and its query, and the statement "
    "leads to the database, which knows no request: the time was spent there",
    es="la traza une balanceador y aplicación, el identificador de la petición une la aplicación y su consulta, y la "
    "sentencia lleva a la base de datos, que no conoce peticiones: el tiempo se fue allí",
)
_NO_CHAIN = Text(
    en="the lines do not lead from one to the next: the slow query has to be of that request, and the database has to "
    "name its statement",
    es="las líneas no llevan de una a la siguiente: la consulta lenta debe ser de esa petición, y la base de datos "
    "debe nombrar su sentencia",
)
_NOT_BY_THE_EDGE = Text(
    en="a line of CloudFront is among these: it serves the pages, and a request to the API never passes it",
    es="entre estas hay una línea de CloudFront: sirve las páginas, y una petición a la API nunca pasa por él",
)
_NO_BALANCER = Text(
    en="no line of the load balancer is among these; only it has seen how long the task took as a whole",
    es="entre estas no hay ninguna línea del balanceador; solo él ha visto cuánto tardó la tarea en total",
)
_NO_REQUEST = Text(
    en="no line in which the application tells the trace of a request is among these",
    es="entre estas no hay ninguna línea en la que la aplicación diga la traza de una petición",
)
_TWO_REQUESTS = Text(
    en="the load balancer and the application speak of two requests here: their traces differ, and the same minute "
    "proves nothing",
    es="aquí el balanceador y la aplicación hablan de dos peticiones: sus trazas difieren, y que sea el mismo minuto "
    "no prueba nada",
)
_NO_QUERY = Text(
    en="that the application was slow is shown, and not what it waited for: it logs slow queries under the id of the "
    "request",
    es="queda probado que la aplicación tardó, y no a qué esperaba: registra las consultas lentas con el identificador "
    "de la petición",
)
_NO_DATABASE = Text(
    en="the application says that its query was slow; the database itself has to say so, too, in a line with duration",
    es="la aplicación dice que su consulta fue lenta; también debe decirlo la propia base de datos, en una línea con "
    "duration",
)
_TWO_STATES = Text(
    en="this cannot be judged: hand in what watch.states() returns, twice, as (before, after)",
    es="esto no se puede juzgar: entregue lo que devuelve watch.states(), dos veces, como (antes, después)",
)
_LINES = Text(
    en="this cannot be judged: hand in lines that tracing.find returns, in one list",
    es="esto no se puede juzgar: entregue líneas que devuelve tracing.find, en una sola lista",
)
