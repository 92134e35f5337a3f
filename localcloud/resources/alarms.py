"""Of CloudWatch: alarms over expressions, which the emulator refuses; they are kept, and not computed."""

from __future__ import annotations

from typing import Any

from ministack.services import cloudwatch
from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Made, Properties

TYPE = "AWS::CloudWatch::Alarm"


def keep_expressions() -> None:
    """Have the emulator make alarms over expressions too, whose state then stays as it is."""
    alarms = provisioners._RESOURCE_HANDLERS[TYPE]
    create, update = alarms["create"], alarms["update"]

    def create_any(logical_id: str, properties: Properties, stack: str) -> Made:
        return _with_expression(properties, create(logical_id, _plain(properties), stack))

    def update_any(name: str, old: Properties, new: Properties, *more: Any) -> Made:
        return _with_expression(new, update(name, _plain(old), _plain(new), *more))

    alarms.update(create=create_any, update=update_any)


def _plain(properties: Properties) -> Properties:
    """The properties of an alarm over one metric, which stands for the expression."""
    if not properties.get("Metrics"):
        return properties
    rest = {name: value for name, value in properties.items() if name != "Metrics"}
    return {**rest, "Namespace": "localcloud", "MetricName": "expression"}


def _with_expression(properties: Properties, made: Made) -> Made:
    if properties.get("Metrics"):
        # Without a name of a metric nothing decides its state.
        cloudwatch._alarms[made[0]].update(Metrics=properties["Metrics"], Namespace=None, MetricName=None)
    return made
