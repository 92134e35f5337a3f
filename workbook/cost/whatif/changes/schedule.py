"""Stop at night and at weekends."""

from __future__ import annotations

from workbook.cost.demand.database_facts import standalone
from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative, Topic
from workbook.lang import Text
from workbook.template.raw import Raw
from workbook.template.scalars import number

TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"
OPENS, CLOSES = "cron(0 7 ? * MON-FRI *)", "cron(0 20 ? * MON-FRI *)"
DATABASE_OPENS = "cron(40 6 ? * MON-FRI *)"
"""Twenty minutes before the tasks: starting a database takes minutes."""

CALL = "arn:aws:scheduler:::aws-sdk:rds:{action}DBInstance"


def stop_tasks(draft: Draft) -> Text | None:
    """Run no task outside working hours."""
    for target in draft.graph.resources(TARGET):
        if target.get("ServiceNamespace") != "ecs":
            continue
        least, most = number(target.get("MinCapacity")), number(target.get("MaxCapacity"))
        if least is None or most is None:
            continue
        actions: list[Raw] = [
            _action("WhatIfOpen", OPENS, int(least), int(most)),
            _action("WhatIfClose", CLOSES, 0, 0),
        ]
        draft.put(target, "ScheduledActions", actions)
    return None if draft.edits else _NO_TARGET


def stop_everything(draft: Draft) -> Text | None:
    """Run neither tasks nor the database outside working hours."""
    refused = stop_tasks(draft)
    if refused is not None:
        return refused
    databases = standalone(draft.graph)
    for place, database in enumerate(databases, start=1):
        stack = database.id.stack
        role = f"WhatIfScheduler{place}"
        draft.add(stack, role, "AWS::IAM::Role", _scheduler_role())
        name = draft.name(database, stack)
        for action, when in (("start", DATABASE_OPENS), ("stop", CLOSES)):
            target: dict[str, Raw] = {
                "Arn": CALL.format(action=action),
                "RoleArn": {"Fn::GetAtt": [role, "Arn"]},
                "Input": {"Fn::Sub": ['{"DbInstanceIdentifier": "${Name}"}', {"Name": name}]},
            }
            properties: dict[str, Raw] = {
                "ScheduleExpression": when,
                "FlexibleTimeWindow": {"Mode": "OFF"},
                "Target": target,
            }
            draft.add(stack, f"WhatIf{action.title()}Database{place}", "AWS::Scheduler::Schedule", properties)
    return None if databases else _NO_DATABASE


def _action(name: str, when: str, least: int, most: int) -> Raw:
    bounds: Raw = {"MinCapacity": least, "MaxCapacity": most}
    return {"ScheduledActionName": name, "Schedule": when, "ScalableTargetAction": bounds}


def _scheduler_role() -> dict[str, Raw]:
    trust: dict[str, Raw] = {
        "Effect": "Allow",
        "Principal": {"Service": "scheduler.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    return {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]}}


_NO_TARGET = Text(en="no service scales by itself", es="ningún servicio escala por sí mismo")
_NO_DATABASE = Text(en="there is no database to stop", es="no hay ninguna base de datos que parar")
_CLOSED = Text(
    en="Nobody can use the system outside Monday to Friday, 07:00 to 20:00; load balancer, NAT, addresses, disks,"
    " secrets and keys cost on.",
    es="Nadie puede usar el sistema fuera de lunes a viernes, de 07:00 a 20:00; el balanceador, NAT, las direcciones,"
    " los discos, los secretos y las claves siguen costando.",
)

ALTERNATIVES = (
    Alternative(
        "stop-tasks-at-night",
        Topic.SCHEDULE,
        Text(en="no tasks at night and at weekends", es="sin tareas de noche y en fin de semana"),
        stop_tasks,
        _CLOSED,
    ),
    Alternative(
        "stop-at-night",
        Topic.SCHEDULE,
        Text(
            en="neither tasks nor database at night and at weekends",
            es="ni tareas ni base de datos de noche y en fin de semana",
        ),
        stop_everything,
        Text(
            en="{closed} AWS starts a database by itself after seven days stopped, so a long holiday costs again.",
            es="{closed} AWS arranca por sí mismo una base de datos a los siete días de pararla: unas vacaciones"
            " largas vuelven a costar.",
        ).format(closed=_CLOSED),
    ),
)
