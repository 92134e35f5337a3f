"""The exercises of lesson 5: deploy the stacks. Answers are what a deployment said, so each is judged by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from workbook.lang import Text
from workbook.lessons.answers import names
from workbook.lessons.deploy_traces import Found
from workbook.lessons.exercise import Exercise, Misconception, WrongKindError

MIGRATION, IMAGE = "MigrationDigest", "ImageDigest"
_DATABASE, _SCALING = "AWS::RDS::DBInstance", "AWS::ApplicationAutoScaling::ScalableTarget"
_ADD, _CHANGE, _REPLACING = "add", "change", {"replace", "may-replace"}
"""Actions as `workbook diff --json` writes them."""

_OWN = 2
"""Stacks that an edit of the database touches, and that of the lesson; other profiles differ in nearly all."""

_OF_CLOUDFORMATION = {
    "AssociatedRoles",
    "AutomaticBackupReplicationKmsKeyId",
    "AutomaticBackupReplicationRegion",
    "AutomaticBackupReplicationRetentionPeriod",
    "DeleteAutomatedBackups",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "VPCSecurityGroups",
}
"""What a template says of a database under a name that the API of RDS does not have."""

_MAKERS = ("CreateDBInstance", "CreateDBInstanceReadReplica", "ModifyDBInstance", "RestoreDBInstanceToPointInTime")
"""Calls of RDS that take what a template says of a database."""


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id."""
    found = (_half_a_release(), _refused_change(), _change_by_hand(), _nothing_left())
    return {exercise.id: exercise for exercise in found}


# 05.1 predict: which digests are those of the broken image, after the rollback?


def _half_a_release() -> Exercise:
    return Exercise(
        "05.1",
        correct=lambda answer: names(answer) == {MIGRATION},
        praise=_MIGRATED,
        otherwise=_NO_PARAMETERS,
        misconceptions=(
            Misconception(lambda answer: not names(answer), _NOT_ALL_BACK),
            Misconception(lambda answer: names(answer) == {IMAGE}, _TASKS_ARE_OLD),
            Misconception(lambda answer: names(answer) == {IMAGE, MIGRATION}, _ONE_IS_BACK),
        ),
    )


# 05.2 change: what does deploy refuse, since data would be lost?


def _refused_change() -> Exercise:
    return Exercise(
        "05.2",
        correct=lambda answer: _loses(answer) and not _actions(answer, _SCALING),
        praise=_REFUSED,
        otherwise=_NOTHING_IS_LOST,
        misconceptions=(
            Misconception(lambda answer: not _changes(answer), _NOTHING_CHANGES),
            Misconception(lambda answer: _actions(answer) == {_ADD}, _ONLY_ADDED),
            Misconception(lambda answer: len({each["stack"] for each in _changes(answer)}) > _OWN, _OTHER_PROFILE),
            Misconception(_loses, _WITHOUT_MORE),
            Misconception(lambda answer: bool(_properties(answer) - _known()), _NO_SUCH_PROPERTY),
            Misconception(lambda answer: _CHANGE in _actions(answer, _DATABASE), _STAYS_ITSELF),
            Misconception(lambda answer: bool(_REPLACING & _actions(answer)), _HOLDS_NOTHING),
        ),
    )


def _changes(answer: object) -> list[Mapping[str, Any]]:
    """The changes that `workbook diff` tells."""
    if isinstance(answer, Mapping) and isinstance(answer.get("changes"), list):
        return list(answer["changes"])
    raise WrongKindError(_PLAN)


def _loses(answer: object) -> bool:
    return any(change["loses"] for change in _changes(answer))


def _properties(answer: object) -> set[str]:
    """Of the database, by which it changes where it stands."""
    changed = [each for each in _changes(answer) if each["type"] == _DATABASE and each["action"] == _CHANGE]
    return {name for each in changed for name in each["because_of"]}


@cache
def _known() -> set[str]:
    """Properties that a database has, as the SDK of AWS describes them; nobody is asked."""
    from workbook.deploy.target import local_target  # noqa: PLC0415 - boto3 is slow, and other lessons need none

    described = local_target(0).client("rds").meta.service_model
    return _OF_CLOUDFORMATION.union(*(described.operation_model(name).input_shape.members for name in _MAKERS))


def _actions(answer: object, kind: str | None = None) -> set[str]:
    """What becomes of the resources that change, or of those of one type."""
    return {change["action"] for change in _changes(answer) if kind in {None, change["type"]}}


# 05.3 break: change one thing behind CloudFormation's back


def _change_by_hand() -> Exercise:
    return Exercise(
        "05.3",
        correct=lambda answer: len(_strayed(answer)) == 1,
        praise=_BY_HAND,
        otherwise=_MORE_THAN_ONE,
        misconceptions=(
            Misconception(lambda answer: _after(answer) < _before(answer), _LATER_FIRST),
            Misconception(lambda answer: not _strayed(answer) and bool(_before(answer)), _BOTH_AFTER),
            Misconception(lambda answer: not _strayed(answer), _NOT_SEEN),
        ),
    )


def _strayed(answer: object) -> set[tuple[str, str]]:
    """Resources that differ from their template in the second report, and did not in the first."""
    return _after(answer) - _before(answer)


def _before(answer: object) -> set[tuple[str, str]]:
    return _different(_reports(answer)[0])


def _after(answer: object) -> set[tuple[str, str]]:
    return _different(_reports(answer)[1])


def _reports(answer: object) -> tuple[object, object]:
    if isinstance(answer, tuple | list) and len(answer) == 2:
        return answer[0], answer[1]
    raise WrongKindError(_REPORTS)


def _different(report: object) -> set[tuple[str, str]]:
    if not isinstance(report, Mapping) or "resources" not in report:
        raise WrongKindError(_REPORTS)
    return {(each["stack"], each["logical_id"]) for each in report["resources"] if each["answer"] == "different"}


# 05.4 prove: nothing is left


def _nothing_left() -> Exercise:
    return Exercise(
        "05.4",
        correct=lambda answer: _is_something(_looks(answer)[0]) and _looks(answer)[1] == Found(0, 0, 0),
        praise=_LOOKED_TWICE,
        otherwise=_STILL_THERE,
        misconceptions=(
            Misconception(lambda answer: _looks(answer)[0] == _looks(answer)[1] == Found(0, 0, 0), _BLIND),
            Misconception(lambda answer: _looks(answer)[0] == Found(0, 0, 0), _WRONG_ORDER),
            Misconception(lambda answer: not _is_something(_looks(answer)[0]), _HALF_BLIND),
        ),
    )


def _looks(answer: object) -> tuple[Found, Found]:
    if isinstance(answer, tuple | list) and len(answer) == 2 and all(isinstance(each, Found) for each in answer):
        return cast("tuple[Found, Found]", tuple(answer))
    raise WrongKindError(_TWO_LOOKS)


def _is_something(found: Found) -> bool:
    return min(found.processes, found.ports, found.files) > 0


_MIGRATED = Text(
    en="the rollback took back the step that failed, and no other: the database had been migrated by then, so a "
    "migration must always suit the program before it, too",
    es="la reversión deshizo el paso que falló y ningún otro: la base de datos ya estaba migrada, así que una "
    "migración debe servir siempre también al programa anterior",
)
_NO_PARAMETERS = Text(
    en="these are not the two parameters: hand in MigrationDigest, ImageDigest, both or none, as a set of names",
    es="estos no son los dos parámetros: entregue MigrationDigest, ImageDigest, ambos o ninguno, como conjunto",
)
_NOT_ALL_BACK = Text(
    en="a rollback takes back the update that failed; look at the steps above, and count how many updates of the "
    "service there were",
    es="una reversión deshace la actualización que falló; mire los pasos de arriba y cuente cuántas "
    "actualizaciones del servicio hubo",
)
_TASKS_ARE_OLD = Text(
    en="the other way round: the tasks that answered all the time are those of the old image; what ran before them, "
    "and with which image?",
    es="al revés: las tareas que respondieron todo el tiempo son las de la imagen anterior; ¿qué se ejecutó antes de "
    "ellas, y con qué imagen?",
)
_ONE_IS_BACK = Text(
    en="then the tasks would be those of the broken image, and nobody would answer; one of the two was taken back",
    es="entonces las tareas serían las de la imagen rota y nadie respondería; una de las dos se revirtió",
)
_REFUSED = Text(
    en="another resource would take the place of one that holds data or a name, and what it holds would be gone; "
    "workbook deploy refuses that before anything is touched",
    es="otro recurso ocuparía el lugar de uno que guarda datos o un nombre, y lo que guarda se perdería; "
    "workbook deploy lo rechaza antes de tocar nada",
)
_NOTHING_IS_LOST = Text(
    en="nothing is lost by these changes; look in the plan for changes whose key loses is true",
    es="con estos cambios no se pierde nada; busque en el plan cambios cuya clave loses sea verdadera",
)
_NOTHING_CHANGES = Text(
    en="this plan changes nothing: write the edit into a copy with write_assembly, and ask for the diff of that copy",
    es="este plan no cambia nada: escriba el cambio en una copia con write_assembly y pida la diferencia con esa copia",
)
_ONLY_ADDED = Text(
    en="this plan only adds, as where nothing is deployed yet: deploy first, a loss needs something to lose",
    es="este plan solo añade, como cuando aún no hay nada desplegado: despliegue antes, perder exige tener algo",
)
_OTHER_PROFILE = Text(
    en="this compares another profile with what is deployed, since nearly every stack differs: name your copy, as in "
    'run("diff", "--assembly", copy); without it, diff takes the profile standard',
    es="esto compara otro perfil con lo desplegado, pues difieren casi todas las pilas: indique su copia, como en "
    'run("diff", "--assembly", copy); sin ella, diff toma el perfil standard',
)
_WITHOUT_MORE = Text(
    en="you found a loss, but look at the other change: this plan also takes the minimum of tasks back, since the copy "
    "lacks the edit more, which is deployed; give write_assembly both edits",
    es="encontró una pérdida, pero mire el otro cambio: este plan también devuelve el mínimo de tareas, pues a la "
    "copia le falta la edición more, que está desplegada; dé a write_assembly ambas ediciones",
)
_NO_SUCH_PROPERTY = Text(
    en="a database has no property of that name, so its deployment would fail and nothing would be replaced; diff "
    "compares texts and does not know better; look the name up, capitals count",
    es="una base de datos no tiene ninguna propiedad con ese nombre, así que su despliegue fallaría y nada se "
    "sustituiría; diff compara textos y no sabe más; busque el nombre, las mayúsculas cuentan",
)
_STAYS_ITSELF = Text(
    en="this changes the database where it stands: it gets slower or is away for minutes, and its data stay; find a "
    "property that a database cannot change while it lives",
    es="esto cambia la base de datos donde está: va más lenta o falta unos minutos, y sus datos quedan; busque una "
    "propiedad que una base de datos no puede cambiar en vida",
)
_HOLDS_NOTHING = Text(
    en="something is replaced, but nothing that holds data or a name: another one in its place is as good",
    es="algo se sustituye, pero nada que guarde datos o un nombre: otro en su lugar vale lo mismo",
)
_BY_HAND = Text(
    en="one resource is no longer as its template says, and only who reads it back can tell: diff compares templates, "
    "and those still agree, so deploying them again mends nothing",
    es="un recurso ya no es como dice su plantilla, y solo lo nota quien lo lee: diff compara plantillas, y esas "
    "siguen coincidiendo, así que desplegarlas otra vez no arregla nada",
)
_MORE_THAN_ONE = Text(
    en="more than one resource differs now that did not before: put the others back, or change only one setting",
    es="ahora difiere más de un recurso que antes no difería: devuelva los demás, o cambie un solo ajuste",
)
_NOT_SEEN = Text(
    en="no resource differs that did not before: a deployment is no drift, and a setting of which the template says "
    "nothing cannot stray, such as the desired number of tasks here; choose a property that the template states, and "
    "change it through the API of its service",
    es="no difiere ningún recurso que antes no difiriera: un despliegue no es deriva, y un ajuste del que la plantilla "
    "no dice nada no puede desviarse, como aquí el número deseado de tareas; elija una propiedad que la plantilla "
    "indique y cámbiela con la API de su servicio",
)
_LATER_FIRST = Text(
    en="the other way round: hand in the report from before your change first, and the one from after it second",
    es="al revés: entregue primero el informe de antes de su cambio y después el posterior",
)
_BOTH_AFTER = Text(
    en="both reports find the same difference, so it was there before the first of them: put the setting back, take "
    "the first report before your change, and the second after it",
    es="ambos informes hallan la misma diferencia, así que ya estaba antes del primero: devuelva el ajuste, pida el "
    "primer informe antes de su cambio y el segundo después",
)
_LOOKED_TWICE = Text(
    en="the same eyes saw it before and do not see it now: that is what makes not seeing anything a proof",
    es="los mismos ojos lo veían antes y no lo ven ahora: eso convierte en prueba el no ver nada",
)
_STILL_THERE = Text(
    en='something is still there: end it with run("destroy"), and look again',
    es='todavía queda algo: termínelo con run("destroy") y mire otra vez',
)
_BLIND = Text(
    en="you only looked when it was over: eyes that never saw anything prove nothing by seeing nothing",
    es="solo miró cuando todo había terminado: unos ojos que nunca vieron nada no prueban nada al no ver nada",
)
_WRONG_ORDER = Text(
    en="the other way round: hand in what you saw before the end first, and what you saw after it second",
    es="al revés: entregue primero lo que vio antes del final y después lo que vio tras él",
)
_HALF_BLIND = Text(
    en="before the end there must be processes, ports and files to see, all three; look while it is deployed",
    es="antes del final tiene que haber procesos, puertos y archivos, los tres; mire mientras esté desplegado",
)
_PLAN = Text(
    en='this cannot be judged: hand in what run("diff", "--assembly", …) returns',
    es='esto no se puede juzgar: entregue lo que devuelve run("diff", "--assembly", …)',
)
_REPORTS = Text(
    en='this cannot be judged: hand in two reports of run("drift"), as (before, after)',
    es='esto no se puede juzgar: entregue dos informes de run("drift"), como (antes, después)',
)
_TWO_LOOKS = Text(
    en="this cannot be judged: hand in what traces.look() returns, twice, as (before, after)",
    es="esto no se puede juzgar: entregue lo que devuelve traces.look(), dos veces, como (antes, después)",
)
