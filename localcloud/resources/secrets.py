"""Of Secrets Manager: a secret is referred to by its ARN, which the emulator refers to by its name."""

from __future__ import annotations

from typing import Any

from ministack.services import secretsmanager
from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Made, Properties

TYPE = "AWS::SecretsManager::Secret"


def refer_by_arn() -> None:
    """Have templates refer to secrets as on AWS."""
    secret = provisioners._RESOURCE_HANDLERS[TYPE]
    create, update, delete = secret["create"], secret["update"], secret["delete"]

    def create_and_refer(logical_id: str, properties: Properties, stack: str) -> Made:
        _, attributes = create(logical_id, properties, stack)
        return attributes["Arn"], attributes

    def update_by_arn(arn: str, *given: Any) -> Made:
        _, attributes = update(_name(arn), *given)
        return attributes["Arn"], attributes

    def delete_by_arn(arn: str, properties: Properties) -> None:
        delete(_name(arn), properties)

    secret.update(create=create_and_refer, update=update_by_arn, delete=delete_by_arn)


def _name(arn: str) -> str:
    name, _ = secretsmanager._resolve(arn)
    return str(name)
