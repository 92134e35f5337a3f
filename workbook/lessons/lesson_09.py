"""The exercises of lesson 9: find the faults, repair them, and hand in the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from workbook.audit.model import Outcome
from workbook.errors import WorkbookError
from workbook.flow.follow import follow_requests
from workbook.flow.model import Path
from workbook.lang import Text
from workbook.lessons import lesson_09_faults as planted
from workbook.lessons.answers import graph_of, places
from workbook.lessons.exercise import Exercise, Misconception, Predicate, WrongKindError
from workbook.lessons.lesson_09_faults import write
from workbook.lessons.lesson_09_hand_in import hand_in, resealed, score_page, seal_of
from workbook.lessons.lesson_09_score import Score, score, score_of
from workbook.template.model import Assembly
from workbook.template.source import PROFILES, load_profile

__all__ = ["exercises", "hand_in", "score", "score_page", "write"]  # what the lesson itself calls

ENOUGH = 10
"""Faults that somebody finds by questions of their own before the audit is asked."""

ON_THE_WAY = ("foreign-certificate", "lost-route", "wrong-port")
"""The faults that stop a request, in the order in which a walk comes upon them."""


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, judged against the faulty stack as the snapshot gives it today."""
    found = (_let_requests_arrive(), _name_the_faults(), _silence_a_rule(), _repair_everything(), _hand_in())
    return {exercise.id: exercise for exercise in found}


def _score(answer: object) -> Score:
    """The score of a repaired stack, without claims."""
    return score_of((), graph_of(answer).assembly)


def _still(answer: object) -> set[str]:
    """The faults that are still there."""
    return {row.fault.id for row in _score(answer).rows if not row.repaired}


def _is_untouched(answer: object) -> bool:
    return graph_of(answer).assembly.digest == planted.faulty().digest


def _is_the_sound_one(answer: object) -> bool:
    """Whether nothing was repaired, but templates taken that somebody had at hand all the time, of any profile."""
    return graph_of(answer).assembly.digest in _sound_digests()


@cache
def _sound_digests() -> frozenset[str]:
    return frozenset(load_profile(profile).digest for profile in PROFILES)


def _silent(answer: object) -> set[str]:
    """The broken rules of the faulty stack that now find nothing to judge or are left open."""
    now, before = planted.examine(graph_of(answer).assembly).outcomes, planted.faulty_found().outcomes
    return {
        rule
        for rule, outcome in now.items()
        if before[rule] is Outcome.NON_COMPLIANT and outcome is Outcome.NOT_APPLICABLE
    }


def _mends(answer: object) -> bool:
    """Whether it is the stack that was handed over, with no rule broken that held in it."""
    return not _is_the_sound_one(answer) and not _score(answer).broken


def _arrives(answer: object) -> bool:
    """Whether as many requests come through as the faulty stack has."""
    arrived = [path.broken is None for path in _walked(graph_of(answer).assembly)]
    return all(arrived) and len(arrived) == len(_walked(planted.faulty()))


@lru_cache(maxsize=8)
def _walked(assembly: Assembly) -> tuple[Path, ...]:
    return follow_requests(planted.examine(assembly).graph).paths


# 09.1 change: let both requests arrive


def _let_requests_arrive() -> Exercise:
    certificate, route, port = ON_THE_WAY
    return Exercise(
        "09.1",
        correct=lambda answer: _mends(answer) and _arrives(answer) and not _silent(answer),
        praise=_BOTH_ARRIVE,
        otherwise=_NOT_THERE_YET,
        misconceptions=(
            Misconception(_is_untouched, _UNTOUCHED),
            Misconception(_is_the_sound_one, _SOUND_COPY),
            Misconception(lambda answer: bool(_score(answer).broken or _silent(answer)), _AROUND_THE_FAULT),
            Misconception(lambda answer: {certificate} == _still(answer) & set(ON_THE_WAY), _PAGE_STOPS),
            Misconception(lambda answer: route in _still(answer), _CALL_STOPS_EARLY),
            Misconception(lambda answer: port in _still(answer), _ANOTHER_BEHIND),
        ),
    )


# 09.2 find: name the places, without the audit


def _named(answer: object) -> Score:
    return score_of(places(answer, _NAME_PLACES), planted.faulty())


def _name_the_faults() -> Exercise:
    return Exercise(
        "09.2",
        correct=lambda answer: len(_named(answer).found) >= ENOUGH and not _named(answer).false_alarms,
        praise=_ENOUGH_FOUND,
        otherwise=_NAME_PLACES,
        misconceptions=(
            Misconception(lambda answer: not places(answer, _NAME_PLACES), _NOTHING_NAMED),
            Misconception(lambda answer: any(path.count(".") == 1 for _, path in _strays(answer)), _WHOLE_RESOURCE),
            Misconception(lambda answer: bool(_strays(answer)), _SOUND_PLACE),
            Misconception(lambda answer: set(_named(answer).found) <= set(ON_THE_WAY), _ONLY_WHAT_USERS_SEE),
            Misconception(lambda answer: len(_named(answer).found) < ENOUGH, _MORE_TO_FIND),
        ),
    )


def _strays(answer: object) -> tuple[tuple[str, str], ...]:
    return _named(answer).false_alarms


# 09.3 break: make the report greener without repairing anything


def _silence_a_rule() -> Exercise:
    def only_silenced(answer: object) -> bool:
        return bool(_silent(answer)) and not _score(answer).repaired and not _score(answer).broken

    return Exercise(
        "09.3",
        correct=only_silenced,
        praise=_GREENER_NOT_BETTER,
        otherwise=_NOT_SILENT,
        misconceptions=(
            Misconception(_is_untouched, _UNTOUCHED),
            Misconception(lambda answer: bool(_score(answer).broken), _SEEN_ELSEWHERE),
            Misconception(lambda answer: bool(_score(answer).repaired), _THAT_IS_A_REPAIR),
        ),
    )


# 09.4 repair: everything, and nothing else


def _repair_everything() -> Exercise:
    return Exercise(
        "09.4",
        correct=lambda answer: _mends(answer) and _arrives(answer) and not _still(answer),
        praise=_ALL_REPAIRED,
        otherwise=_REPAIR_ALL,
        misconceptions=(
            Misconception(_is_untouched, _UNTOUCHED),
            Misconception(_is_the_sound_one, _SOUND_COPY),
            Misconception(lambda answer: bool(_silent(answer)), _SILENCED),
            Misconception(lambda answer: bool(_score(answer).broken), _BROKE_ANOTHER),
            *(Misconception(_left(fault.id), fault.hint) for fault in planted.faults()),
        ),
    )


def _left(name: str) -> Predicate:
    """Whether that fault is still there."""
    return lambda answer: name in _still(answer)


# 09.5 prove: the score, as data that anybody can compute again


def _hand_in() -> Exercise:
    return Exercise(
        "09.5",
        correct=lambda answer: _is_honest(answer) and _is_complete(answer),
        praise=_HANDED_IN,
        otherwise=_NO_HAND_IN,
        misconceptions=(
            Misconception(lambda answer: _data(answer)["template"] != planted.faulty().digest, _OTHER_TEMPLATE),
            Misconception(lambda answer: not _is_honest(answer), _SCORE_IS_COMPUTED),
            Misconception(lambda answer: bool(_data(answer)["score"]["broken"]), _BROKE_ANOTHER),
            Misconception(lambda answer: bool(_data(answer)["score"]["false_alarms"]), _ALARMS_COST),
            Misconception(lambda answer: bool(list(_faults_without(answer, "repaired"))), _STILL_BROKEN),
            Misconception(lambda answer: bool(list(_faults_without(answer, "found"))), _REPAIRED_UNNAMED),
        ),
    )


def _data(answer: object) -> Mapping[str, Any]:
    if isinstance(answer, Mapping):
        return answer
    raise WrongKindError(_NO_HAND_IN)


def _is_honest(answer: object) -> bool:
    """Whether the claims and repairs of a hand-in give the score that it says."""
    handed = _data(answer)
    try:
        return bool(seal_of(handed) == handed["seal"] == resealed(handed)["seal"])
    except WorkbookError:
        return False


def _is_complete(answer: object) -> bool:
    said = _data(answer)["score"]
    return bool(said["points"] == said["of"])


def _faults_without(answer: object, what: str) -> Iterator[str]:
    return (fault["id"] for fault in _data(answer)["score"]["faults"] if not fault[what])


_UNTOUCHED = Text(
    en="this is the stack as it was handed over; load_edited changes nothing in place, it returns an edited copy",
    es="esta es la pila tal como se entregó; load_edited no modifica nada, devuelve una copia editada",
)
_SOUND_COPY = Text(
    en="these are the sound templates of the repository, in which there is nothing to repair: who takes over a stack "
    "has no such copy, so edit the one in the folder",
    es="estas son las plantillas sanas del repositorio, en las que no hay nada que reparar: quien hereda una pila no "
    "tiene esa copia, así que edite la de la carpeta",
)
_BOTH_ARRIVE = Text(
    en="both arrive, and one of them had two faults in its way: a walk stops at the first, as users do, and shows the "
    "next only when that one is repaired",
    es="llegan las dos, y una tenía dos fallos en el camino: el recorrido se detiene en el primero, como los usuarios, "
    "y solo muestra el siguiente cuando aquel está reparado",
)
_NOT_THERE_YET = Text(
    en="hand in the assembly in which both requests arrive; walk again after each repair",
    es="entregue el ensamblado en el que llegan las dos peticiones; recórralas de nuevo tras cada reparación",
)
_AROUND_THE_FAULT = Text(
    en="this goes around a fault instead of mending it: a rule is broken or has nothing left to judge that was well "
    "before; put back what somebody changed",
    es="esto rodea un fallo en lugar de repararlo: se incumple, o ya no tiene qué juzgar, una regla que antes estaba "
    "bien; devuelva a su sitio lo que alguien cambió",
)
_PAGE_STOPS = Text(
    en="the API answers, and nobody sees it, since the page that would call it does not load: a browser makes two "
    "requests, not one",
    es="la API responde y nadie lo ve, porque no se carga la página que la llamaría: el navegador hace dos peticiones, "
    "no una",
)
_CALL_STOPS_EARLY = Text(
    en="the API call does not even reach the load balancer: it stands in two subnets, and one of them has no way to "
    "the internet",
    es="la llamada a la API ni siquiera llega al balanceador: está en dos subredes, y una de ellas no tiene salida a "
    "internet",
)
_ANOTHER_BEHIND = Text(
    en="the first fault of the API call is gone, and another one stood behind it: that a walk names one fault does not "
    "mean that there is one",
    es="el primer fallo de la llamada a la API ya no está, pero detrás había otro: que el recorrido nombre un fallo no "
    "significa que haya uno solo",
)

_ENOUGH_FOUND = Text(
    en="found by questions, without one false alarm: whoever can ask a template needs no list of rules to see that "
    "something is wrong",
    es="hallados a base de preguntas, sin ninguna falsa alarma: quien sabe preguntar a una plantilla no necesita una "
    "lista de reglas para ver que algo está mal",
)
_NAME_PLACES = Text(
    en="this cannot be judged: hand in a list of places, each the evidence of a property, such as "
    'service.evidence("DesiredCount")',
    es="esto no se puede juzgar: entregue una lista de lugares, cada uno la prueba de una propiedad, como "
    'service.evidence("DesiredCount")',
)
_NOTHING_NAMED = Text(
    en="an empty list says that the stack is sound, and its requests do not even arrive",
    es="una lista vacía dice que la pila está bien, y sus peticiones ni siquiera llegan",
)
_WHOLE_RESOURCE = Text(
    en='to name a whole resource is to say "somewhere in there": give the property, as a reviewer would',
    es="señalar un recurso entero es decir «por ahí dentro»: indique la propiedad, como haría quien revisa",
)
_SOUND_PLACE = Text(
    en="at least one of these places is sound: unusual is not wrong; say of each what would go badly because of it, "
    "and drop those of which you cannot",
    es="al menos uno de estos lugares está bien: lo inusual no es un fallo; diga de cada uno qué iría mal por su causa "
    "y quite aquellos de los que no pueda",
)
_ONLY_WHAT_USERS_SEE = Text(
    en="these are the faults that stop a request; most faults stop none until the day on which a zone is lost, a disk "
    "fills or somebody knocks",
    es="estos son los fallos que detienen una petición; la mayoría no detiene ninguna hasta el día en que se pierde "
    "una zona, se llena un disco o alguien llama a la puerta",
)
_MORE_TO_FIND = Text(
    en="every place that you name is faulty, and more are left, of which {enough} in all are enough here: ask also "
    "what is missing, what is too wide, what it costs, and who hears of it",
    es="todos los lugares que señala tienen un fallo, y quedan más; aquí bastan {enough} en total: pregunte también "
    "qué falta, qué es demasiado amplio, cuánto cuesta y quién se entera",
).format(enough=ENOUGH)

_GREENER_NOT_BETTER = Text(
    en="fewer rules are broken, and none holds that did not hold before: a rule that cannot judge complains of "
    "nothing, so count what holds, never what is no longer broken",
    es="se incumplen menos reglas y no se cumple ninguna que antes no se cumpliera: una regla que no puede juzgar no "
    "se queja, así que cuente lo que se cumple, nunca lo que ya no se incumple",
)
_NOT_SILENT = Text(
    en="hand in an assembly in which a broken rule can no longer judge, and no other rule has turned",
    es="entregue un ensamblado en el que una regla incumplida ya no pueda juzgar y no haya cambiado ninguna otra",
)
_SEEN_ELSEWHERE = Text(
    en="the trick does not go unnoticed, since another rule is broken now: choose something that nothing else needs",
    es="el truco no pasa inadvertido, porque ahora se incumple otra regla: elija algo que nada más necesite",
)
_THAT_IS_A_REPAIR = Text(
    en="that is a repair, for a rule holds now that was broken; here the report is to look better and the stack is not",
    es="eso es una reparación, porque ahora se cumple una regla que no se cumplía; aquí debe mejorar el informe, no la "
    "pila",
)

_ALL_REPAIRED = Text(
    en="every fault is repaired, every rule answers as for a sound stack, both requests arrive, and the bill is what "
    "it should be",
    es="todos los fallos están reparados, cada regla responde como en una pila sana, llegan las dos peticiones y la "
    "factura es la que debe ser",
)
_REPAIR_ALL = Text(
    en="hand in the assembly that load_edited returns for the folder of the faulty stack and all of your repairs",
    es="entregue el ensamblado que devuelve load_edited para la carpeta de la pila con fallos y todas sus reparaciones",
)
_SILENCED = Text(
    en="a broken rule has fallen silent instead of holding: what it judges was taken away, and that repairs nothing",
    es="una regla incumplida ha callado en lugar de cumplirse: se quitó aquello que juzga, y eso no repara nada",
)
_BROKE_ANOTHER = Text(
    en="a repair has broken a rule that held before: mend what somebody changed, and leave the rest as it was",
    es="una reparación incumple una regla que antes se cumplía: repare lo que alguien cambió y deje lo demás como "
    "estaba",
)

_HANDED_IN = Text(
    en="complete, and anybody can compute it again: the places, the repairs and the digest of the template are in it, "
    "so nobody has to believe the number",
    es="completo, y cualquiera puede volver a calcularlo: contiene los lugares, las reparaciones y el resumen de la "
    "plantilla, así que nadie tiene que creer el número",
)
_NO_HAND_IN = Text(
    en="this cannot be judged: hand in what the function hand_in returns",
    es="esto no se puede juzgar: entregue lo que devuelve la función hand_in",
)
_OTHER_TEMPLATE = Text(
    en="this score is about another template: write the faulty stack again, and make the hand-in anew",
    es="esta puntuación trata de otra plantilla: escriba de nuevo la pila con fallos y vuelva a hacer la entrega",
)
_SCORE_IS_COMPUTED = Text(
    en="these claims and repairs do not give this score: a number that nobody can compute again proves nothing",
    es="estos lugares y reparaciones no dan esta puntuación: un número que nadie puede volver a calcular no prueba "
    "nada",
)
_ALARMS_COST = Text(
    en="a false alarm is in it: a review that names everything helps as little as one that names nothing",
    es="contiene una falsa alarma: una revisión que lo señala todo ayuda tan poco como la que no señala nada",
)
_STILL_BROKEN = Text(
    en="faults are left that no repair mends; to know of a fault does not remove it",
    es="quedan fallos que ninguna reparación arregla; conocer un fallo no lo elimina",
)
_REPAIRED_UNNAMED = Text(
    en="a fault is repaired and not named: a repair of which nobody says why it was needed is undone by the "
    "next person",
    es="hay un fallo reparado y no señalado: una reparación de la que nadie dice por qué hacía falta la deshará quien "
    "venga después",
)
