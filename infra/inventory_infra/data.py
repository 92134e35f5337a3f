"""The data stack: what must never be lost, the database and the secrets."""

from __future__ import annotations

from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from inventory_infra.database import Database
from inventory_infra.network import NetworkStack
from inventory_infra.settings import Settings
from inventory_infra.stack import InventoryStack


class DataStack(InventoryStack):
    """PostgreSQL with its generated login, and the key with which Django signs sessions."""

    def __init__(self, scope: Construct, *, settings: Settings, network: NetworkStack) -> None:
        super().__init__(scope, "Data", settings=settings, description="Inventory: database and secrets")
        self.database = Database(self, "Database", profile=settings.profile, network=network)
        # The key stays with the data: replacing the service must not sign everybody out.
        self.django_key = secretsmanager.Secret(
            self,
            "DjangoKey",
            description="Key with which Django signs sessions and tokens",
            generate_secret_string=secretsmanager.SecretStringGenerator(password_length=64),
        )
